-- A job is enqueued without NOTIFY: PostgreSQL takes one lock for all transactions that notify, from commit until it is
-- on disk, so that no two decisions could ever commit together. Who commits wakes its own worker instead, and every
-- worker looks by itself every two seconds, also for those whose process died between commit and waking.
create or replace function enqueue_job(identifier text, payload json, run_at timestamptz default null, job_key text default null)
returns void language plpgsql security definer set search_path = public as $$
begin
  if job_key is null then
    -- As graphile_worker.add_jobs (0.18) writes it. Its tasks are known from the first worker's start.
    insert into graphile_worker._private_jobs (task_id, payload, run_at, max_attempts)
      select task.id, enqueue_job.payload, coalesce(enqueue_job.run_at, now()), 12
      from graphile_worker._private_tasks task where task.identifier = enqueue_job.identifier;
    if found then return; end if;
  end if;
  perform graphile_worker.add_job(identifier, payload, run_at := coalesce(run_at, now()), max_attempts := 12, job_key := job_key);
end $$;
