-- The one-time token that makes the first administrator (only its hash), and the reach of a signed-in person.

create table setup (
  token_hash text primary key,
  created_at timestamptz not null default now()
);

-- Where a person holds roles, with the names and the zone of each place.
create function find_assignments_of_person(wanted uuid)
returns table (role text, team_id uuid, team_name text, site_id uuid, site_name text, client_id uuid, client_name text,
  time_zone text)
language sql stable security definer set search_path = public as $$
  select a.role, a.team_id, t.name, a.site_id, s.name, a.client_id, c.name, coalesce(ts.time_zone, s.time_zone)
  from assignment a
  left join team t on t.id = a.team_id
  left join site ts on ts.id = t.site_id
  left join site s on s.id = a.site_id
  left join client c on c.id = a.client_id
  where a.person_id = wanted
  order by a.created_at, a.id $$;

-- The teams whose contacts a person may see: their own as agent or coach, and all at the sites they manage.
create function find_teams_of_person(wanted uuid) returns setof uuid
language sql stable security definer set search_path = public as $$
  select t.id from team t where exists (
    select 1 from assignment a where a.person_id = wanted and (
      (a.role in ('agent', 'coach') and a.team_id = t.id) or (a.role = 'manager' and a.site_id = t.site_id)))
  order by t.id $$;

grant select, insert, delete on setup to cartabianca_app;
