-- Refreshers that patterns ask for by themselves, and past asks that would end otherwise today, offered to trainers.

-- A refresher of a pattern is for one team and has no author and no words of its own: the screen says why.
alter table refresher
  alter column author_id drop not null,
  alter column why drop not null,
  add column team_id uuid references team (id),
  add column opportunity_id uuid,
  -- a coach or trainer who says: there is time for it
  add column confirmed_by uuid references person (id),
  add column confirmed_at timestamptz,
  add foreign key (client_id, opportunity_id) references opportunity (client_id, id),
  add check ((opportunity_id is null) = (author_id is not null) and (author_id is null) = (why is null)),
  add check (opportunity_id is null or team_id is not null),
  add check ((confirmed_by is null) = (confirmed_at is null));
-- once for a pattern: what was declined for the team does not come back with the same evidence
create unique index on refresher (client_id, opportunity_id) where opportunity_id is not null;
create index on refresher (client_id, team_id) where ended_at is null;
grant update (confirmed_by, confirmed_at) on refresher to cartabianca_app;

-- What one person makes of a refresher: read by that person alone, as practice and lessons are from here on.
create table refresher_answer (
  client_id uuid not null references client (id),
  refresher_id uuid not null,
  person_id uuid not null references person (id),
  answer text not null check (answer in ('taken_up', 'declined')),
  at timestamptz not null default now(),
  primary key (client_id, refresher_id, person_id),
  foreign key (client_id, refresher_id) references refresher (client_id, id)
);
alter table refresher_answer enable row level security;
create policy own on refresher_answer
  using (client_id = any ((select app_clients())::uuid[]) and person_id = (select app_person()))
  with check (client_id = any ((select app_clients())::uuid[]) and person_id = (select app_person()));
grant select, insert on refresher_answer to cartabianca_app;
grant update (answer, at) on refresher_answer to cartabianca_app;

drop policy isolation on practice;
create policy own on practice
  using (client_id = any ((select app_clients())::uuid[]) and person_id = (select app_person()))
  with check (client_id = any ((select app_clients())::uuid[]) and person_id = (select app_person()));
drop policy isolation on lesson_done;
create policy own on lesson_done
  using (person_id = (select app_person())) with check (person_id = (select app_person()));

-- Each Monday the newest asks of a client are held against the mandates in force: how many, and what was found.
create table backtest_week (
  client_id uuid not null references client (id),
  week date not null,
  asks integer not null default 0,
  at timestamptz not null default now(),
  primary key (client_id, week)
);
-- Requests that led to nothing then and would be decided at once today. The newest week's only.
create table backtest_case (
  client_id uuid not null references client (id),
  support_request_id uuid not null,
  week date not null,
  contact_id uuid not null,
  power text not null,
  asked_at timestamptz not null,
  -- the version that would have granted it, and what was known then
  mandate_id uuid not null,
  facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object'),
  primary key (client_id, support_request_id),
  foreign key (client_id, support_request_id) references support_request (client_id, id),
  foreign key (client_id, contact_id) references contact (client_id, id),
  foreign key (client_id, mandate_id) references mandate (client_id, id),
  foreign key (client_id, week) references backtest_week (client_id, week)
);
create index on backtest_case (client_id, asked_at desc);
-- Cases that are offered no more. A trainer left them out, or made a scenario of them: which of the two is not told, nor
-- when, so that no approved scenario can be traced to its contact.
create table offer_left (
  client_id uuid not null references client (id),
  contact_id uuid not null,
  primary key (client_id, contact_id),
  foreign key (client_id, contact_id) references contact (client_id, id)
);
do $$
declare t text;
begin
  foreach t in array array['backtest_week', 'backtest_case', 'offer_left'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy isolation on %I using (client_id = any ((select app_clients())::uuid[]))
      with check (client_id = any ((select app_clients())::uuid[]))', t);
  end loop;
end $$;
grant select, insert, update on backtest_week to cartabianca_app;
grant select, insert, delete on backtest_case to cartabianca_app;
grant select, insert on offer_left to cartabianca_app;

alter table scenario drop constraint scenario_source_check,
  add constraint scenario_source_check check (source in ('contact', 'learning', 'pasted', 'backtest')),
  -- what the amounts in its texts are, in percent of what they were
  add column amount_percent smallint not null default 100 check (amount_percent between 50 and 150);
grant update (amount_percent) on scenario to cartabianca_app;
