import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useLoad } from '../data/queries.js';
import { AllottableProgrammesDocument } from '../gql/graphql.js';
import { SectionCard } from '../ui/section-card.js';
import { Loaded, Rows } from '../ui/states.js';
import { useText } from '../ui/text.js';

interface ProgrammeChoiceProps { chosen: readonly string[]; onChange: (chosen: readonly string[]) => void }

/** Programmes to tick; those of other offices are shown and stay as they are. */
export function ProgrammeChoice({ chosen, onChange }: ProgrammeChoiceProps) {
  const text = useText();
  const query = useLoad(AllottableProgrammesDocument, {});
  return (
    <SectionCard title={text('allotment.programmes')}>
      <Loaded query={query} skeleton={<Rows count={2} />}>
        {({ programmes }) =>
          programmes.map(({ id, code, name, viewerCanAllot }) => (
            <FormControlLabel
              key={id}
              disabled={!viewerCanAllot}
              sx={{ display: 'flex' }}
              control={
                <Checkbox
                  checked={chosen.includes(id)}
                  onChange={() => {
                    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
                  }}
                />
              }
              label={`${name}（${code}）${viewerCanAllot ? '' : ` · ${text('allotment.foreign')}`}`}
            />
          ))
        }
      </Loaded>
    </SectionCard>
  );
}
