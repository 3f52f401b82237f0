-- Coaching sessions: between two people. The database lets nobody else read them, whatever query asks.

-- Who of the two speaks or reads. A setting of its own: what sets it opens sessions alone, and nobody's own time,
-- which app.person opens (law 6).
create function app_talker() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.talker', true), '')::uuid $$;

create table coaching_session (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  team_id uuid not null references team (id),
  agent_id uuid not null references person (id),
  coach_id uuid not null references person (id),
  asked_at timestamptz not null default now(),
  primary key (client_id, id),
  check (agent_id <> coach_id)
);
create index on coaching_session (client_id, agent_id, asked_at desc, id desc);
create index on coaching_session (client_id, coach_id, asked_at desc, id desc);
create index on coaching_session (client_id, team_id);

-- What was said and done, in order; how a session stands follows from it (core/coaching-session/session.ts).
create table coaching_event (
  client_id uuid not null references client (id),
  session_id uuid not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('asked', 'prepared', 'added', 'objected', 'date_proposed', 'date_agreed',
    'missed', 'held', 'followed_up', 'withdrawn', 'reminded')),
  -- null: the reminder, which nobody wrote
  side text check (side in ('agent', 'coach')),
  text text,
  contact_ids uuid[] not null default '{}',
  objects_to integer,
  starts_at timestamptz,
  minutes integer check (minutes between 10 and 180),
  follow_up_on date,
  at timestamptz not null default now(),
  primary key (client_id, session_id, number),
  foreign key (client_id, session_id) references coaching_session (client_id, id),
  check ((side is null) = (kind = 'reminded')),
  check ((kind = 'objected') = (objects_to is not null)),
  check ((kind in ('date_proposed', 'date_agreed')) = (starts_at is not null and minutes is not null)),
  check (text is not null or kind not in ('prepared', 'added', 'objected', 'held', 'followed_up'))
);
create index on coaching_event (client_id, starts_at) where kind = 'date_agreed';
create trigger append_only before update or delete on coaching_event for each row execute function refuse_change();
create trigger append_only_truncate before truncate on coaching_event for each statement execute function refuse_change();

alter table coaching_session enable row level security;
create policy isolation on coaching_session
  using (client_id = any ((select app_clients())::uuid[]) and (select app_talker()) in (agent_id, coach_id))
  with check (client_id = any ((select app_clients())::uuid[]) and (select app_talker()) in (agent_id, coach_id));
alter table coaching_event enable row level security;
create policy isolation on coaching_event
  using (client_id = any ((select app_clients())::uuid[]) and exists (select 1 from coaching_session s
    where s.client_id = coaching_event.client_id and s.id = coaching_event.session_id))
  with check (client_id = any ((select app_clients())::uuid[]) and exists (select 1 from coaching_session s
    where s.client_id = coaching_event.client_id and s.id = coaching_event.session_id));
grant select, insert on coaching_session, coaching_event to cartabianca_app;

-- Of the dates that a team's pairs agreed on and that came, how many were held. Moved by both, or called off by the
-- agent, before they came: no date that came. A number of the team, of nobody.
create function count_coaching_kept(of_client uuid, of_team uuid, since timestamptz, until timestamptz)
returns table (count bigint, "of" bigint)
language sql stable security definer set search_path = public as $$
  select count(*) filter (where became = 'held'), count(*)
  from (select e.kind, e.starts_at, lead(e.kind) over (partition by e.session_id order by e.number) as became
    from coaching_event e join coaching_session s on s.client_id = e.client_id and s.id = e.session_id
    where e.client_id = of_client and s.team_id = of_team and of_client = any (app_clients()::uuid[])
      and e.kind in ('date_agreed', 'held', 'missed', 'withdrawn')) dates
  where kind = 'date_agreed' and starts_at >= since and starts_at < until
    and (became is null or became in ('held', 'missed')) $$;

-- Sessions whose date comes within a day and was agreed on before that, without a reminder: ids only.
create function list_coaching_reminders(of_client uuid, moment timestamptz)
returns table (session_id uuid, reader_id uuid)
language sql stable security definer set search_path = public as $$
  select e.session_id, s.agent_id
  from coaching_event e join coaching_session s on s.client_id = e.client_id and s.id = e.session_id
  where e.client_id = of_client and of_client = any (app_clients()::uuid[]) and e.kind = 'date_agreed'
    and e.starts_at > moment and e.starts_at <= moment + interval '1 day' and e.at < e.starts_at - interval '1 day'
    and not exists (select 1 from coaching_event l where l.client_id = e.client_id and l.session_id = e.session_id
      and l.number > e.number and l.kind in ('date_agreed', 'held', 'missed', 'withdrawn', 'reminded'))
  order by e.starts_at limit 100 $$;

alter table breach drop constraint breach_place_check;
alter table breach add constraint breach_place_check
  check (place in ('feedback', 'note', 'support_answer', 'learning', 'proposal', 'outside', 'coaching', 'review'));

-- Conversation reviews: what a team reads its conversations by, drawn conversations, what was seen, what was answered.
create table review_rubric (
  client_id uuid not null references client (id),
  team_id uuid not null references team (id),
  version integer not null check (version > 0),
  criteria jsonb not null,
  written_by uuid not null references person (id),
  at timestamptz not null default now(),
  primary key (client_id, team_id, version)
);
create table review_draw (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  team_id uuid not null references team (id),
  contact_id uuid not null,
  -- whose conversation it is; the one who drew it
  agent_id uuid not null references person (id),
  drawn_by uuid not null references person (id),
  version integer not null,
  calibration boolean not null,
  at timestamptz not null default now(),
  primary key (client_id, id),
  foreign key (client_id, contact_id) references contact (client_id, id),
  foreign key (client_id, team_id, version) references review_rubric (client_id, team_id, version),
  check (agent_id <> drawn_by)
);
create index on review_draw (client_id, team_id, at desc, id desc);
create index on review_draw (client_id, agent_id, at desc, id desc);
create index on review_draw (client_id, contact_id);
create table review_judgement (
  client_id uuid not null references client (id),
  draw_id uuid not null,
  reviewer_id uuid not null references person (id),
  -- a level from 0 for each criterion, null: nothing to see. Levels are words in an order: no number is made of them
  levels smallint[] not null,
  words text not null,
  at timestamptz not null default now(),
  primary key (client_id, draw_id, reviewer_id),
  foreign key (client_id, draw_id) references review_draw (client_id, id)
);
create table review_reply (
  client_id uuid not null references client (id),
  draw_id uuid not null,
  reviewer_id uuid not null,
  kind text not null check (kind in ('reply', 'dispute')),
  text text not null,
  at timestamptz not null default now(),
  primary key (client_id, draw_id, reviewer_id),
  foreign key (client_id, draw_id, reviewer_id) references review_judgement (client_id, draw_id, reviewer_id)
);
do $$
declare t text;
begin
  foreach t in array array['review_rubric', 'review_draw', 'review_judgement', 'review_reply'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger append_only_truncate before truncate on %I for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy isolation on %I using (client_id = any ((select app_clients())::uuid[]))
      with check (client_id = any ((select app_clients())::uuid[]))', t);
  end loop;
end $$;
grant select, insert on review_rubric, review_draw, review_judgement, review_reply to cartabianca_app;
