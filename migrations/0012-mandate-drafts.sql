-- A mandate while it is being written: it binds nobody, may be faulty, and is changed by whoever may draft. What is
-- submitted becomes a version (table mandate), and the draft is gone.
create table mandate_draft (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  team_ids uuid[] not null default '{}',
  -- calendar date in the sites' zone; null: as soon as both have signed
  from_date date,
  document jsonb not null check (jsonb_typeof(document) = 'object'),
  -- the version that it was begun from
  based_on uuid,
  -- counts what was saved: who saves names the one they have read
  revision int not null default 1 check (revision > 0),
  created_by uuid not null references person (id),
  created_at timestamptz not null default now(),
  updated_by uuid not null references person (id),
  updated_at timestamptz not null default now(),
  primary key (client_id, id),
  foreign key (client_id, based_on) references mandate (client_id, id)
);
create index on mandate_draft (client_id, created_at, id);

alter table mandate_draft enable row level security;
create policy isolation on mandate_draft using (client_id = any ((select app_clients())::uuid[]))
  with check (client_id = any ((select app_clients())::uuid[]));
grant select, insert, update, delete on mandate_draft to cartabianca_app;
