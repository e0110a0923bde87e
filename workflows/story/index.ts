export { storyEvents, storyOf } from './story.ts';
export type { StoryPlan } from './story.ts';
export type { StoryEvent } from './diary.ts';
