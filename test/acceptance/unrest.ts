import type { WorkflowHandle } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { STANDING_QUERY, type Standing } from '#temporal';

const { EventType } = temporal.api.enums.v1;

/** What somebody needs who wants to know why a customer does not come to rest: where it stands, and how its last run went. */
export async function unrestOf(workflow: WorkflowHandle): Promise<string> {
  const [standing, described, history] = await Promise.all([
    workflow.query<Standing>(STANDING_QUERY).then(
      (answer) => JSON.stringify(answer),
      (error: unknown) => String(error),
    ),
    workflow.describe(),
    workflow.fetchHistory(),
  ]);
  const { pendingActivities, pendingWorkflowTask } = described.raw;
  const events = (history.events ?? []).map((event) => {
    const { workflowTaskFailedEventAttributes: failed, markerRecordedEventAttributes: marker } = event;
    const what = EventType[event.eventType ?? 0]?.replace('EVENT_TYPE_', '');
    const activity = marker?.details?.['data']?.payloads?.[0]?.data;
    const more = failed?.failure?.message ?? marker?.failure?.message ?? '';
    return `${String(event.eventId)} ${what} ${Number(event.eventTime?.seconds)} ${activity ? Buffer.from(activity).toString() : ''} ${more}`;
  });
  return [workflow.workflowId, standing, JSON.stringify({ pendingActivities, pendingWorkflowTask }), ...events].join(
    '\n',
  );
}
