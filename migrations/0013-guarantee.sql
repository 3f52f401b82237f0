-- Law 3 where it could be broken: what people write about a colleague's work, the attempts that were refused, the two
-- ways that such a thing has instead, and authority that was there and not used.

-- What one person writes about another's contact or work. Read by the two of them, nobody else.
create table feedback (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  team_id uuid not null references team (id),
  about_id uuid not null references person (id),
  author_id uuid not null references person (id),
  kind text not null check (kind in ('praise', 'coaching', 'improve', 'score', 'bonus', 'deduction')),
  text text not null,
  contact_id uuid,
  decision_id uuid,
  -- 0 to 100, on the parts of the rubric that it names
  score smallint check (score between 0 and 100),
  covers text[] not null default '{}',
  pay_minor bigint check (pay_minor > 0),
  pay_currency text,
  at timestamptz not null default now(),
  -- what the person it is about says to it
  stance text check (stance in ('answered', 'objected')),
  answer text,
  answered_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, contact_id) references contact (client_id, id),
  foreign key (client_id, decision_id) references decision (client_id, id),
  check (about_id <> author_id),
  check ((kind = 'score') = (score is not null)),
  check (kind <> 'score' or (contact_id is not null and cardinality(covers) > 0)),
  check ((kind in ('bonus', 'deduction')) = (pay_minor is not null and pay_currency is not null)),
  check ((stance is null) = (answered_at is null) and (stance is null) = (answer is null)),
  -- law 3, whatever the code above it may think: a decision is praised, or it is not spoken of
  check (decision_id is null or kind = 'praise')
);
create index on feedback (client_id, about_id, at desc);
create index on feedback (client_id, author_id, at desc);

-- The same for what a contact links to: no deduction stands on one in which somebody decided under the guarantee.
create function refuse_charged_decision() returns trigger language plpgsql as $$
begin
  if new.kind = 'deduction' and new.contact_id is not null and exists (
    select 1 from decision d where d.client_id = new.client_id and d.contact_id = new.contact_id and d.guaranteed)
  then
    raise exception 'law 3: a deduction on a contact with a protected decision is refused'
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger refuse_charged_decision before insert or update on feedback
  for each row execute function refuse_charged_decision();

-- An attempt on the guarantee. `refused`: it did not get through. `reported` is for what happens outside our reach.
create table breach (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('refused', 'reported')),
  -- where it was tried, and as what
  place text not null check (place in ('feedback', 'note', 'support_answer', 'learning', 'proposal')),
  tried text not null,
  reason text not null,
  how text not null,
  team_id uuid not null references team (id),
  -- whose decision; who tried
  about_id uuid not null references person (id),
  author_id uuid not null references person (id),
  decision_id uuid,
  -- who above the author sees it
  seen_from text not null check (seen_from in ('manager', 'administrator')),
  at timestamptz not null default now(),
  primary key (client_id, id),
  foreign key (client_id, decision_id) references decision (client_id, id)
);
create index on breach (client_id, at desc, id desc);
create index on breach (client_id, about_id, at desc);
create index on breach (client_id, author_id, at desc);

-- What was typed: the writer's, to make something else of. Outside the breach, so that it can be erased.
create table breach_words (
  client_id uuid not null references client (id),
  breach_id uuid not null,
  author_id uuid not null references person (id),
  text text not null,
  primary key (client_id, breach_id),
  foreign key (client_id, breach_id) references breach (client_id, id)
);

-- A decision as something to learn from, without anybody in it: its number leads to no person but by the ledger.
create table learning_case (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  decision_id uuid,
  power text not null,
  touchpoint text,
  language text,
  question text not null,
  breach_id uuid,
  author_id uuid not null references person (id),
  at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open', 'used')),
  used_by uuid references person (id),
  used_at timestamptz,
  used_note text,
  primary key (client_id, id),
  foreign key (client_id, decision_id) references decision (client_id, id),
  foreign key (client_id, breach_id) references breach (client_id, id),
  check ((state = 'used') = (used_at is not null and used_by is not null))
);
create index on learning_case (client_id, at desc, id desc);
create index on learning_case (client_id, breach_id);

create table proposal (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  team_id uuid not null references team (id),
  power text not null,
  change text not null,
  why text not null,
  breach_id uuid,
  author_id uuid not null references person (id),
  at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open', 'accepted', 'declined')),
  answered_by uuid references person (id),
  answered_at timestamptz,
  answer text,
  primary key (client_id, id),
  foreign key (client_id, breach_id) references breach (client_id, id),
  check ((state = 'open') = (answered_at is null) and (state = 'open') = (answered_by is null)),
  check (state <> 'declined' or answer is not null)
);
create index on proposal (client_id, at desc, id desc);
create index on proposal (client_id, breach_id);

-- Of contacts that left a customer unhappy without a decision: the powers that the mandate then in force left open
-- at that closing. Weighed once by the very function that decides; a later closing is weighed anew.
create table missed_authority (
  client_id uuid not null references client (id),
  contact_id uuid not null,
  closed_at timestamptz not null,
  powers text[] not null,
  weighed_at timestamptz not null,
  primary key (client_id, contact_id),
  foreign key (client_id, contact_id) references contact (client_id, id)
);

create index on contact (client_id, closed_at) where closed_at is not null;
create index on rating (client_id, contact_id) where csat <= 2;

-- A contact that closed left its customer unhappy: rated low, silent with something not clear, or come back before.
create function left_unhappy(ct contact) returns boolean language sql stable as $$
  select exists (select 1 from rating r where r.client_id = ct.client_id and r.contact_id = ct.id and r.csat <= 2)
    or (ct.closure = 'unconfirmed' and exists (select 1 from doubt d
         where d.client_id = ct.client_id and d.contact_id = ct.id and d.state = 'open'))
    or exists (select 1 from contact_event e
         where e.client_id = ct.client_id and e.contact_id = ct.id and e.kind = 'reopened') $$;

do $$
declare t text;
begin
  foreach t in array array['feedback', 'breach', 'breach_words', 'learning_case', 'proposal', 'missed_authority'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy isolation on %I using (client_id = any ((select app_clients())::uuid[]))
      with check (client_id = any ((select app_clients())::uuid[]))', t);
  end loop;
end $$;
create trigger append_only before update or delete on breach for each row execute function refuse_change();
create trigger append_only_truncate before truncate on breach for each statement execute function refuse_change();

grant select, insert, update, delete on breach_words, missed_authority to cartabianca_app;
grant select, insert on breach, feedback, learning_case, proposal to cartabianca_app;
-- what was written stays as it was; only the answer comes to it
grant update (stance, answer, answered_at) on feedback to cartabianca_app;
grant update (state, used_by, used_at, used_note) on learning_case to cartabianca_app;
grant update (state, answered_by, answered_at, answer) on proposal to cartabianca_app;
