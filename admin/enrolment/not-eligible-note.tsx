import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { useLoad } from '../data/queries.js';
import { ExceptionProgrammesDocument, ProgrammeEligibilityDocument } from '../gql/graphql.js';
import { useText } from '../ui/text.js';
import { Reasons } from './reasons.js';
import type { SchoolChoice } from './use-waiting-choices.js';

/** The server looks at so many people at once. */
const MOST_PEOPLE = 100;

/** Who of those who wait may not be enrolled by the rules, why, and whom a school asks for an exception. */
export function NotEligibleNote({ programmeId, waiting }: { programmeId: string; waiting: readonly SchoolChoice[] }) {
  const text = useText();
  const names = new Map(waiting.map(({ learner }) => [learner.id, learner.name]));
  const personIds = [...names.keys()].slice(0, MOST_PEOPLE);
  const { data } = useLoad(ProgrammeEligibilityDocument, { programmeId, personIds }, { enabled: personIds.length > 0, keepPrevious: true });
  const refused = (data?.programmeEligibility ?? []).filter(({ isEligible, person }) => !isEligible && names.has(person.id));
  const programmes = useLoad(ExceptionProgrammesDocument, {}, { enabled: refused.length > 0, staleTime: 60_000 }).data?.programmes;
  if (refused.length === 0) return null;
  const organiser = programmes?.find(({ id }) => id === programmeId)?.organiserName ?? null;
  return (
    <Alert severity="warning">
      <strong>{text('exceptions.waitingRefused', { count: refused.length })}</strong>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {refused.map(({ person, reasons }) => (
          <li key={person.id}>
            {names.get(person.id)}
            <Reasons reasons={reasons} />
          </li>
        ))}
      </Box>
      {organiser !== null && refused.some(({ exceptable }) => exceptable.length > 0) && <div>{text('exceptions.askOffice', { office: organiser })}</div>}
    </Alert>
  );
}
