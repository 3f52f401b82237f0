-- The pulse: answers that nobody with this database can link to a person (docs/privacy-of-the-pulse.md).

-- Who drew a ballot of a round: a blind one, so that it says nothing of the ballot that comes back. No time.
-- Gone when the round is counted.
create table pulse_draw (
  round integer not null,
  person_id uuid not null references person (id) on delete cascade,
  -- of the blinded request: the same one asked again, after a cut line, is answered again
  blinded_hash text not null,
  primary key (round, person_id)
);

-- Answers of the round that is open: sealed with a key that is not in this database. Gone when it is counted.
create table pulse_sealed (
  round integer not null,
  site_id uuid not null references site (id),
  -- of the ballot: each counts once
  ballot_hash text not null,
  sealed text not null,
  primary key (round, ballot_hash)
);
create index on pulse_sealed (round, site_id);

-- What a round came to, written once when it is over, from five answers up; what was fewer is gone.
create table pulse_tally (
  round integer not null,
  site_id uuid not null references site (id),
  question text not null,
  value smallint not null check (value between 1 and 5),
  count integer not null check (count >= 0),
  primary key (round, site_id, question, value)
);
alter table pulse_draw enable row level security;
create policy isolation on pulse_draw using (exists (select 1 from person p where p.id = person_id))
  with check (exists (select 1 from person p where p.id = person_id));
grant select, insert, delete on pulse_draw, pulse_sealed to cartabianca_app;
grant select, insert on pulse_tally to cartabianca_app;
