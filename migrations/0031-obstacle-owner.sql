-- An obstacle's owner is one of our managers or administrators, or a department by its name, also one outside this
-- system. `owner_name` stays what was written where there is no person; with a person it is their name of that day.
alter table obstacle add column owner_id uuid references person (id);
create index on obstacle (client_id, owner_id) where state = 'open' and owner_id is not null;
grant update (owner_id) on obstacle to cartabianca_app;
