-- Pledges, and breaches of the guarantee that happen outside our reach and are told in confidence.

-- Who stands above an agent signs the guarantee in words. Of people, not of a client: no client_id.
create table pledge (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id),
  version integer not null check (version > 0),
  language text not null,
  -- SHA-256 of the text as it was read, in that language (core/pledge/text.ts)
  hash text not null,
  -- as it was typed: the only part that may be erased
  signed_name text not null,
  at timestamptz not null default now(),
  unique (person_id, version)
);
alter table pledge enable row level security;
create policy isolation on pledge using (exists (select 1 from person p where p.id = person_id))
  with check (exists (select 1 from person p where p.id = person_id));
create trigger append_only before update of id, person_id, version, language, hash, at or delete on pledge
  for each row execute function refuse_change();
create trigger append_only_truncate before truncate on pledge for each statement execute function refuse_change();
grant select, insert on pledge to cartabianca_app;

-- What is told names who broke the guarantee (author_id) and nobody else: neither whose decision, nor the team,
-- which would lead to whoever told it.
alter table breach alter column about_id drop not null;
alter table breach alter column team_id drop not null;
alter table breach drop constraint breach_place_check;
alter table breach drop constraint breach_seen_from_check;
alter table breach add check (place in ('feedback', 'note', 'support_answer', 'learning', 'proposal', 'outside'));
alter table breach add check (seen_from in ('manager', 'administrator', 'sponsor'));
alter table breach add check (case kind
  when 'refused' then about_id is not null and team_id is not null and place <> 'outside' and seen_from <> 'sponsor'
  else about_id is null and team_id is null and decision_id is null and place = 'outside' end);

-- The account of it, for whoever answers.
create table breach_report (
  client_id uuid not null references client (id),
  breach_id uuid not null,
  site_id uuid not null references site (id),
  words text not null,
  -- set only while whoever told it allows to be named
  named_id uuid references person (id),
  primary key (client_id, breach_id),
  foreign key (client_id, breach_id) references breach (client_id, id)
);

-- Who told it: an HMAC of person and breach under a key that is not in this database. It says to nobody who it was;
-- the server can only ask whether a given signed-in person is the one.
create table breach_reporter (
  client_id uuid not null references client (id),
  breach_id uuid not null,
  tag text not null,
  primary key (client_id, breach_id),
  foreign key (client_id, breach_id) references breach (client_id, id)
);

create table breach_answer (
  client_id uuid not null references client (id),
  breach_id uuid not null,
  outcome text not null check (outcome in ('put_right', 'not_a_breach')),
  -- a sentence for all
  words text not null,
  answered_by uuid not null references person (id),
  at timestamptz not null default now(),
  primary key (client_id, breach_id),
  foreign key (client_id, breach_id) references breach (client_id, id)
);
create index on breach_answer (client_id, at desc, breach_id desc);

do $$
declare t text;
begin
  foreach t in array array['breach_report', 'breach_reporter', 'breach_answer'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy isolation on %I using (client_id = any ((select app_clients())::uuid[]))
      with check (client_id = any ((select app_clients())::uuid[]))', t);
  end loop;
  foreach t in array array['breach_reporter', 'breach_answer'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger append_only_truncate before truncate on %I for each statement execute function refuse_change()', t);
  end loop;
end $$;
grant select, insert on breach_report, breach_reporter, breach_answer to cartabianca_app;
grant update (named_id) on breach_report to cartabianca_app;
