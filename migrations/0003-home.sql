-- How many jobs failed and are being tried again, or were given up: a number alone, since their tables are closed.
create function count_failing_jobs() returns bigint
language sql stable security definer set search_path = public as
$$ select count(*) from graphile_worker.jobs where last_error is not null $$;
