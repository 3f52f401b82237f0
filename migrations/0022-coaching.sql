-- Patterns with evidence, found each week for a team and its coach. No person is in what was found: a subject is a
-- touchpoint's or a power's code, and the evidence is counts.
create table opportunity (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  team_id uuid not null references team (id),
  kind text not null check (kind in ('returning_doubt', 'unused_authority', 'repeated_lift', 'shared_obstacle', 'done_well')),
  subject text not null,
  -- Mondays of the site's calendar: when it was first found, and last; the contacts are of the weeks before the latter
  first_week date not null,
  week date not null,
  weeks smallint not null check (weeks between 1 and 13),
  -- its place among what was found that week: what would help the most contacts is 1
  nth smallint not null,
  evidence jsonb not null check (jsonb_typeof(evidence) = 'object'),
  state text not null default 'new' check (state in ('new', 'taken_up', 'shared', 'set_aside')),
  -- what the coach made of it
  words text,
  moved_by uuid references person (id),
  moved_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (client_id, id),
  check ((state = 'new') = (moved_at is null) and (moved_at is null) = (moved_by is null)),
  check (state <> 'set_aside' or words is not null),
  check (first_week <= week)
);
create unique index on opportunity (client_id, team_id, kind, subject) where state = 'new';
create index on opportunity (client_id, team_id, week desc, nth desc, id desc);
create index on opportunity (client_id, week desc, id desc) where state = 'shared';

-- Each week that a team was looked at, once: over how many weeks, how many questions were asked, how many answers
-- were more than chance.
create table opportunity_week (
  client_id uuid not null references client (id),
  team_id uuid not null references team (id),
  week date not null,
  weeks smallint not null default 13,
  asked integer not null default 0,
  found integer not null default 0,
  at timestamptz not null default now(),
  primary key (client_id, team_id, week)
);

do $$
declare t text;
begin
  foreach t in array array['opportunity', 'opportunity_week'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy isolation on %I using (client_id = any ((select app_clients())::uuid[]))
      with check (client_id = any ((select app_clients())::uuid[]))', t);
  end loop;
end $$;

create index on support_request (client_id, team_id, asked_at);
create index on contact (client_id, team_id, closed_at) where closed_at is not null;

grant select, insert, update on opportunity, opportunity_week to cartabianca_app;
