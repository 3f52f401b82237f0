-- The mandate in full: team budgets, facts that conditions are weighed on, levels of practice, crisis overlays,
-- validity dates in the document.

alter table budget drop constraint budget_scope_check;
alter table budget add constraint budget_scope_check check (scope in ('customer', 'agent', 'team'));

-- What the client's systems tell about a customer or a matter, by name: numbers, codes, yes or no.
alter table customer add column facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object');
alter table contact add column facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object');

-- What a decision was weighed on besides the limits: the facts that its power hangs on, and each condition.
alter table decision add column facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object');
alter table decision add column conditions jsonb not null default '[]' check (jsonb_typeof(conditions) = 'array');

-- A person's level with a power, where it is not `full`.
create table person_level (
  person_id uuid not null references person (id),
  power text not null,
  level text not null check (level in ('trainee', 'senior')),
  set_by uuid not null references person (id),
  at timestamptz not null default now(),
  primary key (person_id, power)
);
alter table person_level enable row level security;
-- Whoever may see the person may see their levels.
create policy isolation on person_level using (exists (select 1 from person p where p.id = person_id))
  with check (exists (select 1 from person p where p.id = person_id));

-- A dated widening of one version of a mandate. Signed by both sides, as the version was.
create table overlay (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  mandate_id uuid not null,
  document jsonb not null,
  canonical text not null,
  hash text not null,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  created_by uuid references person (id),
  created_at timestamptz not null default now(),
  primary key (client_id, id),
  foreign key (client_id, mandate_id) references mandate (client_id, id)
);
create index on overlay (client_id, mandate_id, until_at);

create table overlay_signature (
  client_id uuid not null references client (id),
  overlay_id uuid not null,
  side text not null check (side in ('operator', 'client')),
  person_id uuid not null references person (id),
  method text not null check (method in ('password', 'demo')),
  hash text not null,
  at timestamptz not null default now(),
  primary key (client_id, overlay_id, side),
  foreign key (client_id, overlay_id) references overlay (client_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['overlay', 'overlay_signature'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger append_only_truncate before truncate on %I for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy isolation on %I using (client_id = any ((select app_clients())::uuid[]))
      with check (client_id = any ((select app_clients())::uuid[]))', t);
  end loop;
end $$;

-- The newest version that both sides signed and whose date has come, for a team. A version may say itself from
-- which day of the site's calendar it holds, and until which: what it replaced does not come back after it.
create or replace function mandate_in_force(of_client uuid, of_team uuid, at timestamptz) returns uuid
language sql stable parallel safe as $$
  select newest.id from (
    select m.id, m.document -> 'validity' ->> 'until' as until, (mandate_in_force.at at time zone s.time_zone)::date as today
    from mandate m
    join mandate_team mt on mt.client_id = m.client_id and mt.mandate_id = m.id and mt.team_id = of_team
    join team t on t.id = of_team
    join site s on s.id = t.site_id
    where m.client_id = of_client and m.in_force_from <= mandate_in_force.at
      and coalesce((m.document -> 'validity' ->> 'from')::date <= (mandate_in_force.at at time zone s.time_zone)::date, true)
      and (select count(*) from mandate_signature sig
            where sig.client_id = m.client_id and sig.mandate_id = m.id and sig.hash = m.hash
              and sig.at <= mandate_in_force.at) = 2
    order by m.number desc limit 1) newest
  where coalesce(newest.today <= newest.until::date, true) $$;

grant select, insert, update, delete on person_level to cartabianca_app;
grant select, insert on overlay, overlay_signature to cartabianca_app;
