// Chinese prose for the demonstration's homework: lesson designs, reflections and case studies.
export { composeEssay, type EssayKind, type EssayTopic } from './compose.js';
export { plantCopy } from './plant-copy.js';
