-- The whole path of a contact. Every table of a client carries client_id and is closed by row-level security
-- to all but the clients named in the transaction's setting app.clients (see the end of this file).
-- Money is bigint minor units with its ISO 4217 currency. Times are UTC.

create schema auth;

-- better-auth's own tables (its field names), reached only by the session code.
create table auth."user" (
  "id" text primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table auth."session" (
  "id" text primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth."user" ("id") on delete cascade
);
create index on auth."session" ("userId");
create table auth."account" (
  "id" text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index on auth."account" ("userId");
create table auth."verification" (
  "id" text primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index on auth."verification" ("identifier");

-- ---------------------------------------------------------------- the organisation

-- One row: the outsourcer itself. demo: the demo world was loaded into this database.
create table operator (
  one boolean primary key default true check (one),
  name text not null,
  demo boolean not null default false,
  created_at timestamptz not null default now()
);

create table site (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  time_zone text not null,
  created_at timestamptz not null default now()
);

create table client (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique,
  name text not null,
  languages text[] not null,
  currencies text[] not null,
  touchpoints text[] not null,
  closing_days integer not null check (closing_days between 1 and 60),
  fulfilment_url text,
  fulfilment_secret text,
  created_at timestamptz not null default now()
);

create table team (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references client (id),
  site_id uuid not null references site (id),
  name text not null,
  languages text[] not null,
  created_at timestamptz not null default now(),
  unique (client_id, name)
);

-- Someone who signs in. client_id is set for the people of a client company.
create table person (
  id uuid primary key default gen_random_uuid(),
  client_id uuid references client (id),
  auth_user_id text unique references auth."user" ("id") on delete set null,
  name text not null,
  email text not null unique,
  language text not null,
  active boolean not null default true,
  created_at timestamptz not null default now()
);

create table assignment (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id),
  role text not null,
  team_id uuid references team (id),
  site_id uuid references site (id),
  client_id uuid references client (id),
  created_at timestamptz not null default now(),
  check (case role
    when 'agent' then team_id is not null and site_id is null and client_id is null
    when 'coach' then team_id is not null and site_id is null and client_id is null
    when 'manager' then team_id is null and site_id is not null and client_id is null
    when 'client_representative' then team_id is null and site_id is null and client_id is not null
    when 'trainer' then team_id is null and site_id is null and client_id is null
    when 'sponsor' then team_id is null and site_id is null and client_id is null
    when 'administrator' then team_id is null and site_id is null and client_id is null
    else false end)
);
create index on assignment (person_id);
create index on assignment (team_id);

-- ---------------------------------------------------------------- customers and contacts

create table customer (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  source text,
  source_id text,
  name text not null,
  email text,
  phone text,
  city text,
  language text not null,
  currency text not null,
  since date,
  value_minor bigint,
  value_low_minor bigint,
  value_high_minor bigint,
  value_currency text,
  value_source text,
  value_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (client_id, id),
  unique (client_id, source, source_id)
);
create index on customer (client_id, name, id);
create index on customer (client_id, lower(email));

create table contact (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  team_id uuid not null references team (id),
  customer_id uuid not null,
  channel text not null check (channel in ('web', 'mail', 'phone', 'import')),
  language text not null,
  touchpoint text not null,
  subject text not null,
  state text not null default 'waiting' check (state in ('waiting', 'with_agent', 'with_customer', 'closed')),
  agent_id uuid references person (id),
  closure text check (closure in ('confirmed', 'unconfirmed')),
  closes_at timestamptz,
  returned boolean not null default false,
  opened_at timestamptz not null default now(),
  -- since when the customer waits for somebody: orders the list of who waits
  waiting_since timestamptz not null default now(),
  closed_at timestamptz,
  source text,
  source_id text,
  primary key (client_id, id),
  unique (client_id, source, source_id),
  foreign key (client_id, customer_id) references customer (client_id, id),
  check ((state = 'closed') = (closure is not null)),
  check ((state = 'with_customer') = (closes_at is not null)),
  check (state <> 'with_agent' or agent_id is not null),
  check (state <> 'waiting' or agent_id is null)
);
create index on contact (client_id, team_id, state, waiting_since);
create index on contact (client_id, agent_id, state);
create index on contact (client_id, customer_id);
create index on contact (client_id, opened_at desc, id desc);
create index on contact (closes_at) where closes_at is not null;

create table message (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  contact_id uuid not null,
  kind text not null check (kind in ('customer', 'reply', 'note')),
  author_id uuid references person (id),
  text text not null,
  at timestamptz not null default now(),
  source text,
  source_id text,
  primary key (client_id, id),
  unique (client_id, source, source_id),
  foreign key (client_id, contact_id) references contact (client_id, id),
  check ((kind = 'customer') = (author_id is null) or source is not null)
);
create index on message (client_id, contact_id, at);

create table doubt (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  contact_id uuid not null,
  position integer not null,
  question text not null,
  -- null: the customer wrote it
  asked_by uuid references person (id),
  answer text,
  answered_by uuid references person (id),
  answered_at timestamptz,
  -- whether the present answer was given since the customer last called it not clear
  answered boolean not null default false,
  state text not null default 'open' check (state in ('open', 'cleared')),
  unclear_because text,
  cleared_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (client_id, id),
  foreign key (client_id, contact_id) references contact (client_id, id),
  check ((state = 'cleared') = (cleared_at is not null))
);
create index on doubt (client_id, contact_id, position);

-- Each thing the customer said about a doubt, as it was said.
create table doubt_verdict (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  doubt_id uuid not null,
  clear boolean not null,
  because text,
  at timestamptz not null default now(),
  primary key (client_id, id),
  foreign key (client_id, doubt_id) references doubt (client_id, id) on delete cascade
);
create index on doubt_verdict (client_id, doubt_id);

-- What happened to a contact, with actor (null: the customer or the clock) and time.
create table contact_event (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  contact_id uuid not null,
  kind text not null check (kind in ('taken', 'released', 'closure_proposed', 'closure_withdrawn',
    'returned_to_agent', 'closed_confirmed', 'closed_unconfirmed', 'reopened')),
  actor_id uuid references person (id),
  at timestamptz not null default now(),
  primary key (client_id, id),
  foreign key (client_id, contact_id) references contact (client_id, id)
);
create index on contact_event (client_id, contact_id, at);

-- The customer's private link: only the hash of its token is kept.
create table contact_link (
  client_id uuid not null references client (id),
  token_hash text not null,
  contact_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (token_hash),
  foreign key (client_id, contact_id) references contact (client_id, id)
);
create index on contact_link (client_id, contact_id);

create table rating (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  contact_id uuid not null,
  csat smallint check (csat between 1 and 5),
  effort smallint check (effort between 1 and 7),
  words text,
  at timestamptz not null default now(),
  source text,
  source_id text,
  primary key (client_id, id),
  unique (client_id, contact_id),
  foreign key (client_id, contact_id) references contact (client_id, id),
  check (csat is not null or effort is not null or words is not null)
);

-- ---------------------------------------------------------------- mandate and decisions

create table mandate (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  number integer not null,
  document jsonb not null,
  -- the exact bytes that are signed (RFC 8785) and their SHA-256
  canonical text not null,
  hash text not null,
  in_force_from timestamptz not null,
  created_by uuid references person (id),
  created_at timestamptz not null default now(),
  primary key (client_id, id),
  unique (client_id, number)
);

create table mandate_team (
  client_id uuid not null references client (id),
  mandate_id uuid not null,
  team_id uuid not null references team (id),
  primary key (client_id, mandate_id, team_id),
  foreign key (client_id, mandate_id) references mandate (client_id, id)
);
create index on mandate_team (client_id, team_id);

create table mandate_signature (
  client_id uuid not null references client (id),
  mandate_id uuid not null,
  side text not null check (side in ('operator', 'client')),
  person_id uuid not null references person (id),
  method text not null check (method in ('password', 'demo')),
  hash text not null,
  at timestamptz not null default now(),
  primary key (client_id, mandate_id, side),
  foreign key (client_id, mandate_id) references mandate (client_id, id)
);

-- What is used of each windowed limit. subject_id: a customer or an agent. Written only with a decision.
create table budget (
  client_id uuid not null references client (id),
  scope text not null check (scope in ('customer', 'agent')),
  subject_id uuid not null,
  power text not null,
  -- a currency, `days` or `count`
  measure text not null,
  "window" text not null check ("window" in ('day', 'week', 'month', 'quarter', 'year')),
  window_start date not null,
  used bigint not null check (used >= 0),
  primary key (client_id, subject_id, scope, power, measure, "window", window_start)
);

create table decision (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  contact_id uuid not null,
  customer_id uuid not null,
  team_id uuid not null references team (id),
  -- null only for imported history
  agent_id uuid references person (id),
  mandate_id uuid,
  power text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency text not null,
  days integer check (days > 0),
  reason text not null,
  basis text not null check (basis in ('mandate', 'lift', 'stretch', 'imported')),
  support_request_id uuid,
  -- the limits as they were weighed (core's checks)
  checks jsonb not null,
  at timestamptz not null default now(),
  idempotency_key text,
  request_hash text,
  -- law 3: set with the decision, never taken away
  guaranteed boolean not null,
  source text,
  source_id text,
  primary key (client_id, id),
  unique (client_id, agent_id, idempotency_key),
  unique (client_id, source, source_id),
  foreign key (client_id, contact_id) references contact (client_id, id),
  foreign key (client_id, customer_id) references customer (client_id, id),
  foreign key (client_id, mandate_id) references mandate (client_id, id),
  check (basis = 'imported' or (mandate_id is not null and agent_id is not null and guaranteed))
);
create index on decision (client_id, contact_id);
create index on decision (client_id, customer_id, at desc);
create index on decision (client_id, agent_id, at desc);
create index on decision (client_id, at desc, id desc);

-- The client's systems carrying a decision out.
create table fulfilment (
  client_id uuid not null references client (id),
  decision_id uuid not null,
  state text not null default 'queued' check (state in ('queued', 'done', 'failing')),
  attempts integer not null default 0,
  last_error text,
  done_at timestamptz,
  primary key (client_id, decision_id),
  foreign key (client_id, decision_id) references decision (client_id, id)
);

create table support_request (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  contact_id uuid not null,
  team_id uuid not null references team (id),
  agent_id uuid not null references person (id),
  kind text not null check (kind in ('lift', 'obstacle')),
  mandate_id uuid not null,
  power text,
  amount_minor bigint,
  currency text,
  days integer,
  reason text not null,
  level text not null check (level in ('coach', 'manager', 'administrator')),
  minutes integer not null check (minutes > 0),
  within_stretch boolean not null,
  asked_at timestamptz not null default now(),
  due_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'granted', 'declined', 'stood', 'solved')),
  "grant" text check ("grant" in ('once', 'customer')),
  answered_by uuid references person (id),
  answered_at timestamptz,
  answer text,
  decision_id uuid,
  primary key (client_id, id),
  foreign key (client_id, contact_id) references contact (client_id, id),
  foreign key (client_id, mandate_id) references mandate (client_id, id),
  foreign key (client_id, decision_id) references decision (client_id, id),
  check ((kind = 'lift') = (power is not null and amount_minor is not null and currency is not null)),
  check ((state = 'open') = (answered_at is null))
);
create index on support_request (client_id, team_id, state, due_at);
create index on support_request (client_id, contact_id);
create index on support_request (due_at) where state = 'open';

-- Each time silence passed a request upwards.
create table support_passing (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  support_request_id uuid not null,
  from_level text not null,
  to_level text not null,
  at timestamptz not null default now(),
  primary key (client_id, id),
  foreign key (client_id, support_request_id) references support_request (client_id, id)
);

-- A grant «for this customer»: widens one power for one customer until its last day.
create table lift (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  customer_id uuid not null,
  power text not null,
  amount_minor bigint not null,
  currency text not null,
  days integer,
  support_request_id uuid not null,
  granted_by uuid not null references person (id),
  at timestamptz not null default now(),
  until timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, customer_id) references customer (client_id, id),
  foreign key (client_id, support_request_id) references support_request (client_id, id)
);
create index on lift (client_id, customer_id, until);

-- ---------------------------------------------------------------- the ledger

-- Facts, as bytes. Written in the transaction of what they tell, without a lock on anything shared.
create table ledger_entry (
  client_id uuid not null references client (id),
  id uuid not null,
  kind text not null,
  at timestamptz not null,
  body text not null,
  hash text not null,
  -- order of arrival; the order that counts is ledger_position's
  arrival bigint generated always as identity,
  primary key (client_id, id)
);
create index on ledger_entry (client_id, arrival);

-- The order of the entries and their chain, given by the sequencer just after commit.
create table ledger_position (
  client_id uuid not null references client (id),
  seq bigint not null,
  entry_id uuid not null,
  link text not null,
  primary key (client_id, seq),
  unique (client_id, entry_id),
  foreign key (client_id, entry_id) references ledger_entry (client_id, id)
);

-- Salts of the hashed texts in entries: outside the entry, so that erasing them (and the text) erases a person.
create table ledger_salt (
  client_id uuid not null references client (id),
  entry_id uuid not null,
  field text not null,
  salt text not null,
  primary key (client_id, entry_id, field)
);

-- Which entry tells which decision.
create table decision_entry (
  client_id uuid not null references client (id),
  decision_id uuid not null,
  entry_id uuid not null,
  primary key (client_id, decision_id),
  foreign key (client_id, decision_id) references decision (client_id, id),
  foreign key (client_id, entry_id) references ledger_entry (client_id, id)
);

-- ---------------------------------------------------------------- mail and imports

-- client_id is null for mails to the operator's own people.
create table mail (
  id uuid primary key default gen_random_uuid(),
  client_id uuid references client (id),
  to_address text not null,
  subject text not null,
  text text not null,
  html text,
  language text not null,
  kind text not null,
  state text not null check (state in ('kept', 'queued', 'sent', 'failing')),
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index on mail (created_at desc, id desc);

create table import_run (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  source text not null,
  file_name text not null,
  rows_read integer not null,
  rows_added integer not null,
  rows_known integer not null,
  rows_refused integer not null,
  at timestamptz not null default now(),
  primary key (client_id, id)
);

-- ---------------------------------------------------------------- append-only

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'append-only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
    using errcode = 'integrity_constraint_violation';
end $$;

do $$
declare t text;
begin
  foreach t in array array['ledger_entry', 'ledger_position', 'mandate', 'mandate_team', 'mandate_signature', 'decision',
    'doubt_verdict', 'contact_event', 'support_passing', 'lift', 'decision_entry'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger append_only_truncate before truncate on %I for each statement execute function refuse_change()', t);
  end loop;
end $$;

-- ---------------------------------------------------------------- isolation

-- The clients this transaction may touch: set by the server from the signed-in person, never by a request.
create function app_clients() returns uuid[] language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('app.clients', true), ''), '{}')::uuid[] $$;

do $$
declare t record;
begin
  for t in select c.table_name from information_schema.columns c join information_schema.tables b
             on b.table_schema = c.table_schema and b.table_name = c.table_name and b.table_type = 'BASE TABLE'
           where c.table_schema = 'public' and c.column_name = 'client_id'
             and c.table_name not in ('person', 'assignment', 'mail') loop
    execute format('alter table %I enable row level security', t.table_name);
    execute format('create policy isolation on %I using (client_id = any ((select app_clients())::uuid[]))
      with check (client_id = any ((select app_clients())::uuid[]))', t.table_name);
  end loop;
end $$;

alter table client enable row level security;
create policy isolation on client using (id = any ((select app_clients())::uuid[])) with check (id = any ((select app_clients())::uuid[]));

-- People and mails of the operator (client_id null) are seen by all its transactions; those of a client only by its own.
alter table person enable row level security;
create policy isolation on person using (client_id is null or client_id = any ((select app_clients())::uuid[]))
  with check (client_id is null or client_id = any ((select app_clients())::uuid[]));
alter table assignment enable row level security;
create policy isolation on assignment using (client_id is null or client_id = any ((select app_clients())::uuid[]))
  with check (client_id is null or client_id = any ((select app_clients())::uuid[]));
alter table mail enable row level security;
create policy isolation on mail using (client_id is null or client_id = any ((select app_clients())::uuid[]))
  with check (client_id is null or client_id = any ((select app_clients())::uuid[]));

-- The four questions that must be answered before anybody's clients are known. Each gives ids only, or what is public.
create function find_client_by_slug(wanted text)
returns table (id uuid, slug text, name text, languages text[], currencies text[], touchpoints text[])
language sql stable security definer set search_path = public as
$$ select id, slug, name, languages, currencies, touchpoints from client where slug = wanted $$;

create function find_link(wanted_hash text) returns table (client_id uuid, contact_id uuid)
language sql stable security definer set search_path = public as
$$ select client_id, contact_id from contact_link where token_hash = wanted_hash $$;

create function find_person_by_auth_user(wanted text)
returns table (id uuid, name text, email text, language text, active boolean, client_id uuid)
language sql stable security definer set search_path = public as
$$ select id, name, email, language, active, client_id from person where auth_user_id = wanted $$;

-- Every client a person may see: by team, by site, by client, or all for the operator's own wide roles.
create function find_clients_of_person(wanted uuid) returns table (id uuid, name text, slug text)
language sql stable security definer set search_path = public as $$
  select c.id, c.name, c.slug from client c where exists (
    select 1 from assignment a where a.person_id = wanted and (
      a.role in ('administrator', 'sponsor', 'trainer')
      or (a.role in ('agent', 'coach') and a.team_id in (select t.id from team t where t.client_id = c.id))
      or (a.role = 'manager' and a.site_id in (select t.site_id from team t where t.client_id = c.id))
      or (a.role = 'client_representative' and a.client_id = c.id)))
  order by c.name $$;

create function list_client_ids() returns setof uuid
language sql stable security definer set search_path = public as $$ select id from client order by id $$;

-- Jobs: graphile-worker's tables are closed to the application's role; this is its only door.
create function enqueue_job(identifier text, payload json, run_at timestamptz default null, job_key text default null)
returns void language plpgsql security definer set search_path = public as $$
begin
  perform graphile_worker.add_job(identifier, payload, run_at := coalesce(run_at, now()), max_attempts := 12, job_key := job_key);
end $$;

-- The newest version that both sides signed and whose date has come, for a team.
create function mandate_in_force(of_client uuid, of_team uuid, at timestamptz) returns uuid
language sql stable parallel safe as $$
  select m.id from mandate m
  join mandate_team mt on mt.client_id = m.client_id and mt.mandate_id = m.id and mt.team_id = of_team
  where m.client_id = of_client and m.in_force_from <= at
    and (select count(*) from mandate_signature s
          where s.client_id = m.client_id and s.mandate_id = m.id and s.hash = m.hash and s.at <= at) = 2
  order by m.number desc limit 1 $$;

-- ---------------------------------------------------------------- the application's role

grant usage on schema public, auth to cartabianca_app;
grant select, insert, update, delete on all tables in schema auth to cartabianca_app;
grant select, insert, update, delete on all tables in schema public to cartabianca_app;
grant usage, select on all sequences in schema public to cartabianca_app;
revoke update, delete on ledger_entry, ledger_position, mandate, mandate_team, mandate_signature, decision,
  doubt_verdict, contact_event, support_passing, lift, decision_entry from cartabianca_app;
