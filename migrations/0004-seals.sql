-- The seals of the ledger: each client's entries, in the order of their places, are the leaves of an RFC 6962
-- Merkle tree; a seal is a checkpoint signed over so many of them. All three tables are append-only.

-- The public keys of a client's log. The first (entry_id null) seals from the beginning; each other is named by an
-- entry, and seals from that entry's place on. origin is the log's name, the same in all of a client's rows.
create table ledger_key (
  client_id uuid not null references client (id),
  public_key bytea not null check (octet_length(public_key) = 32),
  origin text not null,
  entry_id uuid,
  at timestamptz not null default now(),
  primary key (client_id, public_key),
  foreign key (client_id, entry_id) references ledger_entry (client_id, id)
);
create unique index on ledger_key (client_id) where entry_id is null;

-- The tree: hashes of perfect subtrees of eight leaves and more (index * 2^level is the first leaf). What is
-- smaller is computed from the entries themselves: that costs less than keeping it.
create table ledger_node (
  client_id uuid not null references client (id),
  level smallint not null check (level between 3 and 52),
  index bigint not null check (index >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (client_id, level, index)
);

create table ledger_seal (
  client_id uuid not null references client (id),
  size bigint not null check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  -- the checkpoint as it was signed (C2SP tlog-checkpoint): public from here on
  note text not null,
  at timestamptz not null default now(),
  primary key (client_id, size)
);

do $$
declare t text;
begin
  foreach t in array array['ledger_key', 'ledger_node', 'ledger_seal'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger append_only_truncate before truncate on %I for each statement execute function refuse_change()', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy isolation on %I using (client_id = any ((select app_clients())::uuid[]))
      with check (client_id = any ((select app_clients())::uuid[]))', t);
    execute format('grant select, insert on %I to cartabianca_app', t);
  end loop;
end $$;
