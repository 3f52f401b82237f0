-- Handling time is the agent's own (law 6).

-- The person whose own time this transaction may read: set by Database.own alone, from the signed-in person.
create function app_person() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.person', true), '')::uuid $$;

-- When somebody took a contact or gave it back is read by nobody else, whatever query asks: from these times a
-- handling time is told. Restrictive: it stands beside the isolation of clients, and both must hold.
create policy own_time on contact_event as restrictive for select
  using (kind not in ('taken', 'released') or actor_id = (select app_person()));
create index on contact_event (client_id, actor_id, at);
create index on message (client_id, author_id, at);

-- Who opened it by hand, as for a call; null: the customer did. Its first instant is then theirs, like a taking.
alter table contact add column opened_by uuid references person (id);
update contact c set opened_by = e.actor_id from contact_event e
  where e.client_id = c.client_id and e.contact_id = c.id and e.kind = 'taken' and e.at = c.opened_at;

-- What somebody wants to reach for themselves. Seen, set and cleared by them alone.
create table handling_aim (
  person_id uuid primary key references person (id),
  -- the middle of one's contacts takes at most so long
  minutes integer not null check (minutes between 1 and 240),
  words text,
  at timestamptz not null default now()
);
alter table handling_aim enable row level security;
create policy own on handling_aim using (person_id = (select app_person())) with check (person_id = (select app_person()));

-- What is published, once and for good: a second edition of a month could be subtracted from the first. Figures are
-- rounded already; withheld ones are null and stored nowhere. site_id null: all sites, written for every finished month.
create table handling_month (
  site_id uuid references site (id),
  month date not null check (extract(day from month) = 1),
  contacts integer,
  minutes integer,
  median_seconds integer,
  published_at timestamptz not null default now(),
  unique nulls not distinct (site_id, month),
  check (num_nulls(contacts, minutes, median_seconds) in (0, 3))
);
create trigger append_only before update or delete on handling_month for each row execute function refuse_change();
create trigger append_only_truncate before truncate on handling_month for each statement execute function refuse_change();

-- What an hour of an agent's work costs at a site, all included.
create table site_rate (
  site_id uuid primary key references site (id),
  minor bigint not null check (minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  set_by uuid not null references person (id),
  at timestamptz not null default now()
);

grant select, insert, update, delete on handling_aim, site_rate to cartabianca_app;
grant select, insert on handling_month to cartabianca_app;
