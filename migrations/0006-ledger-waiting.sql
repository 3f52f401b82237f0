-- Entries that have no place yet. Looking for them among all entries would cost more with every entry there is; here
-- are only those of the last second. Filled by the insert itself, whoever does it; emptied by the sequencer.
create table ledger_waiting (
  client_id uuid not null references client (id),
  arrival bigint not null,
  entry_id uuid not null,
  -- the entry's: the sequencer needs nothing else of it
  hash text not null,
  primary key (client_id, arrival),
  foreign key (client_id, entry_id) references ledger_entry (client_id, id)
);

insert into ledger_waiting (client_id, arrival, entry_id, hash)
select e.client_id, e.arrival, e.id, e.hash from ledger_entry e
where not exists (select 1 from ledger_position p where p.client_id = e.client_id and p.entry_id = e.id);

create function await_place() returns trigger language plpgsql as $$
begin
  insert into ledger_waiting (client_id, arrival, entry_id, hash) select client_id, arrival, id, hash from arrived;
  return null;
end $$;
create trigger await_place after insert on ledger_entry referencing new table as arrived
  for each statement execute function await_place();

alter table ledger_waiting enable row level security;
create policy isolation on ledger_waiting using (client_id = any ((select app_clients())::uuid[]))
  with check (client_id = any ((select app_clients())::uuid[]));
grant select, insert, delete on ledger_waiting to cartabianca_app;
