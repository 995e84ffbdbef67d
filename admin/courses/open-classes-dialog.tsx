import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import { ClassOpeningDocument, OpenClassesDocument, ProgrammesDocument } from '../gql/graphql.js';
import { Choice } from '../people/choices.js';
import { FormDialog } from '../ui/form-dialog.js';
import { useFormats } from '../ui/format.js';
import { Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';

/** The numbers first; the act makes those and no others. */
export function OpenClassesDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const formats = useFormats();
  const keys = useRef(new IdempotencyKeys());
  const [chosen, setChosen] = useState<string | null>(null);
  const programmes = useLoad(ProgrammesDocument, {}, { staleTime: 60_000 });
  const list = (programmes.data?.programmes ?? []).filter(({ periods }) => periods.length > 0);
  const programmeId = chosen ?? list[0]?.id ?? '';
  const opening = useLoad(ClassOpeningDocument, { programmeId }, { enabled: programmeId !== '' });
  const open = useChange(OpenClassesDocument, [ClassOpeningDocument]);
  const preview = opening.data?.classOpening ?? null;
  const isNothing = preview === null || (preview.periodsToMake === 0 && preview.classesToMake === 0);
  const send = (): void => {
    if (isNothing) {
      onClose();
      return;
    }
    const content = { programmeId, expectedPeriods: preview.periodsToMake, expectedClasses: preview.classesToMake };
    open.mutate({ input: { ...content, idempotencyKey: keys.current.for(content) } }, {
      onSuccess: ({ openClasses }) => {
        if (openClasses.refusals.length > 0) return;
        notify(text('courses.opened', { periods: formats.integer(openClasses.periods), classes: formats.integer(openClasses.classes) }));
        onClose();
      },
    });
  };
  return (
    <FormDialog title={text('courses.openTitle')} submit={text(isNothing ? 'organisation.close' : 'courses.open')} isBusy={open.isPending} error={open.error} refusals={open.data?.openClasses.refusals ?? []} onSubmit={send} onClose={onClose}>
      {list.length > 1 && <Choice label={text('courses.programme')} value={programmeId === '' ? null : programmeId} values={list.map(({ id }) => id)} nameOf={(id) => list.find((one) => one.id === id)?.name ?? id} onChange={setChosen} />}
      <Loaded query={opening}>
        {({ classOpening }) => (
          <>
            <Typography>
              {classOpening === null || classOpening === undefined
                ? text('courses.openNone')
                : isNothing
                  ? text('courses.openNothing')
                  : text('courses.openText', { periods: formats.integer(classOpening.periodsToMake), classes: formats.integer(classOpening.classesToMake), courses: formats.integer(classOpening.courses), standing: formats.integer(classOpening.classesStanding) })}
            </Typography>
            {(classOpening?.periodsElsewhere.length ?? 0) > 0 && <Typography color="textSecondary">{text('courses.openElsewhere', { numbers: classOpening?.periodsElsewhere.join(text('exchange.comma')) ?? '' })}</Typography>}
          </>
        )}
      </Loaded>
    </FormDialog>
  );
}
