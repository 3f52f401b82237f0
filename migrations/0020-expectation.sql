-- What the company wants to reach; null: of all clients.
create table goal (
  id uuid primary key default gen_random_uuid(),
  client_id uuid references client (id),
  words text not null,
  because text not null,
  written_by uuid not null references person (id),
  created_at timestamptz not null default now(),
  retired_at timestamptz
);
create index on goal (client_id);
alter table goal enable row level security;
create policy isolation on goal using (client_id is null or client_id = any ((select app_clients())::uuid[]))
  with check (client_id is null or client_id = any ((select app_clients())::uuid[]));

-- An agreed result. Who answers for it (null: the whole team) and whom they owe it to. What was agreed is a term.
create table expectation (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  team_id uuid not null references team (id),
  bearer_id uuid references person (id),
  counterpart_id uuid not null references person (id),
  runs text not null check (runs in ('down', 'up')),
  created_at timestamptz not null default now(),
  primary key (client_id, id),
  check (bearer_id is distinct from counterpart_id),
  check (bearer_id is not null or runs = 'down')
);
create index on expectation (client_id, team_id, created_at desc, id desc);
create index on expectation (client_id, bearer_id);
create index on expectation (client_id, counterpart_id);

-- Its wordings, one after the other, immutable. The newest on which both agreed holds; `ends`: both let it go.
create table expectation_term (
  client_id uuid not null references client (id),
  expectation_id uuid not null,
  number integer not null check (number > 0),
  result text not null,
  measure text not null,
  measure_words text not null,
  -- basis points
  aim integer not null check (aim between 0 and 10000),
  from_date date not null,
  review_date date not null check (review_date > from_date),
  goal_id uuid references goal (id),
  ends boolean not null default false,
  written_by uuid not null references person (id),
  at timestamptz not null default now(),
  primary key (client_id, expectation_id, number),
  foreign key (client_id, expectation_id) references expectation (client_id, id)
);
create index on expectation_term (client_id, goal_id);

create table expectation_agreement (
  client_id uuid not null references client (id),
  expectation_id uuid not null,
  number integer not null,
  side text not null check (side in ('bearer', 'counterpart')),
  person_id uuid not null references person (id),
  -- false: taken back or declined, with why
  agrees boolean not null,
  words text,
  at timestamptz not null default now(),
  primary key (client_id, expectation_id, number, side),
  foreign key (client_id, expectation_id, number) references expectation_term (client_id, expectation_id, number),
  check (agrees or words is not null)
);

do $$
declare t text;
begin
  foreach t in array array['expectation', 'expectation_term', 'expectation_agreement'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger append_only_truncate before truncate on %I for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy isolation on %I using (client_id = any ((select app_clients())::uuid[]))
      with check (client_id = any ((select app_clients())::uuid[]))', t);
  end loop;
end $$;
grant select, insert, update on goal to cartabianca_app;
grant select, insert on expectation, expectation_term, expectation_agreement to cartabianca_app;
