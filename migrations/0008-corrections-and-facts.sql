-- Corrections in the customer's favour, a client's refusal to carry a decision out, facts with their source, and the
-- change of a webhook's secret.

-- A correction is a decision of its own: what it adds to the one it names. `made_by`: who wrote it down, where that was
-- not the agent whose decision it is.
alter table decision add column corrects uuid, add column made_by uuid references person (id);
alter table decision add foreign key (client_id, corrects) references decision (client_id, id);
alter table decision add check (corrects is null or (corrects <> id and basis <> 'imported'));
create index on decision (client_id, corrects) where corrects is not null;
-- A lift beyond a limit may be asked for a correction too; an obstacle may be the client's refusal.
alter table support_request add column corrects uuid, add column refused_decision_id uuid;
alter table support_request add foreign key (client_id, corrects) references decision (client_id, id);
alter table support_request add foreign key (client_id, refused_decision_id) references decision (client_id, id);

alter table fulfilment drop constraint fulfilment_state_check;
alter table fulfilment add constraint fulfilment_state_check check (state in ('queued', 'done', 'failing', 'refused'));

-- The client will not carry a decision out, and says why. The decision and its guarantee stand.
create table fulfilment_refusal (
  client_id uuid not null references client (id),
  decision_id uuid not null,
  reason text not null,
  -- the client's representative, or null where its system answered so
  person_id uuid references person (id),
  support_request_id uuid,
  at timestamptz not null default now(),
  primary key (client_id, decision_id),
  foreign key (client_id, decision_id) references decision (client_id, id),
  foreign key (client_id, support_request_id) references support_request (client_id, id)
);
create trigger append_only before update or delete on fulfilment_refusal for each row execute function refuse_change();
create trigger append_only_truncate before truncate on fulfilment_refusal for each statement execute function refuse_change();

-- Who told which fact about a customer or a matter, and when. What holds now is `facts` of the customer and the contact.
-- Not append-only: it goes with the customer who is erased.
create table fact_told (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  customer_id uuid not null,
  -- null: about the customer, whatever the matter
  contact_id uuid,
  name text not null,
  -- null: it is no longer known
  value jsonb,
  source text not null check (source in ('agent', 'client_file', 'import')),
  person_id uuid references person (id),
  at timestamptz not null default now(),
  -- what is told last holds
  arrival bigint generated always as identity,
  primary key (client_id, id),
  foreign key (client_id, customer_id) references customer (client_id, id),
  foreign key (client_id, contact_id) references contact (client_id, id)
);
create index on fact_told (client_id, customer_id, arrival desc);

-- For a day after a change of the secret, webhooks are signed with both.
alter table client add column fulfilment_secret_before text, add column fulfilment_secret_before_until timestamptz;

do $$
declare t text;
begin
  foreach t in array array['fulfilment_refusal', 'fact_told'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy isolation on %I using (client_id = any ((select app_clients())::uuid[]))
      with check (client_id = any ((select app_clients())::uuid[]))', t);
  end loop;
end $$;
grant select, insert on fulfilment_refusal to cartabianca_app;
grant select, insert, delete on fact_told to cartabianca_app;
