-- What is worth telling, the weekly letter that tells it, and obstacles with somebody who removes them.

-- A decision, or a customer's words after a contact, that somebody celebrated. No points, no counts.
create table story (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  team_id uuid not null references team (id),
  agent_id uuid not null references person (id),
  contact_id uuid not null,
  -- null: the customer's words
  decision_id uuid,
  -- the agent's choice; until they choose, nobody reads it for three days, and then without their name
  naming text not null default 'asked' check (naming in ('asked', 'named', 'unnamed', 'hidden')),
  at timestamptz not null default now(),
  primary key (client_id, id),
  foreign key (client_id, contact_id) references contact (client_id, id),
  foreign key (client_id, decision_id) references decision (client_id, id)
);
create unique index on story (client_id, decision_id) where decision_id is not null;
create unique index on story (client_id, contact_id) where decision_id is null;
create index on story (client_id, at desc, id desc);
create index on story (client_id, agent_id, at desc);

-- In whose words. The customer's own thanks may have none.
create table story_words (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  story_id uuid not null,
  said_as text not null check (said_as in ('colleague', 'coach', 'manager', 'client', 'customer')),
  person_id uuid references person (id),
  words text,
  at timestamptz not null default now(),
  primary key (client_id, id),
  foreign key (client_id, story_id) references story (client_id, id),
  check ((said_as = 'customer') = (person_id is null)),
  check (said_as = 'customer' or words is not null)
);
create unique index on story_words (client_id, story_id, person_id) where person_id is not null;
create unique index on story_words (client_id, story_id) where said_as = 'customer';

do $$
declare t text;
begin
  foreach t in array array['story', 'story_words'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy isolation on %I using (client_id = any ((select app_clients())::uuid[]))
      with check (client_id = any ((select app_clients())::uuid[]))', t);
  end loop;
end $$;
grant select, insert on story, story_words to cartabianca_app;
grant update (naming) on story to cartabianca_app;
grant update (words, at) on story_words to cartabianca_app;

-- One letter a week and person; and who wants none.
create table letter_sent (
  person_id uuid not null references person (id) on delete cascade,
  week date not null,
  primary key (person_id, week)
);
create table letter_declined (
  person_id uuid primary key references person (id) on delete cascade
);
alter table letter_sent enable row level security;
create policy isolation on letter_sent using (exists (select 1 from person p where p.id = person_id))
  with check (exists (select 1 from person p where p.id = person_id));
alter table letter_declined enable row level security;
create policy isolation on letter_declined using (exists (select 1 from person p where p.id = person_id))
  with check (exists (select 1 from person p where p.id = person_id));
grant select, insert on letter_sent to cartabianca_app;
grant select, insert, delete on letter_declined to cartabianca_app;

-- What stands in the way of the front line, put together from the requests that met it: whose it is to remove, and by when.
create table obstacle (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  site_id uuid not null references site (id),
  kind text not null check (kind in ('system', 'access', 'rule', 'department')),
  title text not null,
  -- a person or a department, also one outside this system
  owner_name text not null,
  promised_on date not null,
  opened_by uuid not null references person (id),
  opened_at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open', 'removed')),
  removed_by uuid references person (id),
  removed_at timestamptz,
  removed_words text,
  primary key (client_id, id),
  check ((state = 'removed') = (removed_at is not null and removed_by is not null and removed_words is not null))
);
create index on obstacle (client_id, site_id, state, promised_on);

create table obstacle_met (
  client_id uuid not null references client (id),
  obstacle_id uuid not null,
  support_request_id uuid not null,
  primary key (client_id, support_request_id),
  foreign key (client_id, obstacle_id) references obstacle (client_id, id),
  foreign key (client_id, support_request_id) references support_request (client_id, id)
);
create index on obstacle_met (client_id, obstacle_id);

do $$
declare t text;
begin
  foreach t in array array['obstacle', 'obstacle_met'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy isolation on %I using (client_id = any ((select app_clients())::uuid[]))
      with check (client_id = any ((select app_clients())::uuid[]))', t);
  end loop;
end $$;
grant select, insert on obstacle, obstacle_met to cartabianca_app;
grant update (kind, title, owner_name, promised_on, state, removed_by, removed_at, removed_words) on obstacle to cartabianca_app;
