import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useConnection, useLoad } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { VacanciesDocument, VacantOfficesDocument, type OfficeLevel, type Role } from '../gql/graphql.js';
import { LoadMore } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { Failure, Loaded, Rows } from '../ui/states.js';
import { useText } from '../ui/text.js';

interface VacanciesCardProps { onAppoint: (given: { officeId: string; role: Role }) => void }

/** Posts that must be filled and are not: how many, and where. */
export function VacanciesCard({ onAppoint }: VacanciesCardProps) {
  const text = useText();
  const formats = useFormats();
  const query = useLoad(VacanciesDocument, {});
  const [chosen, setChosen] = useState<{ role: Role; level: OfficeLevel } | null>(null);
  return (
    <Card component="section" aria-label={text('posts.vacancies')} sx={{ p: 2, mb: 2 }}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {text('posts.vacancies')}
      </Typography>
      <Loaded query={query} skeleton={<Rows count={1} />}>
        {({ vacancies }) => {
          const open = vacancies.filter(({ vacant }) => vacant > 0);
          if (open.length === 0) return <Typography variant="body2">{text('posts.noVacancies')}</Typography>;
          return (
            <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
              {open.map(({ role, level, vacant, offices }) => {
                const isChosen = chosen?.role === role && chosen.level === level;
                return (
                  <Button
                    key={`${role}.${level}`}
                    variant={isChosen ? 'contained' : 'outlined'}
                    aria-expanded={isChosen}
                    onClick={() => {
                      setChosen(isChosen ? null : { role, level });
                    }}
                    sx={{ display: 'block', textAlign: 'left', width: { xs: '100%', sm: 'auto' } }}
                  >
                    {text(`posts.vacancy.${role === 'SCHOOL_LEADER' ? 'LEADER' : level === 'PROVINCE' ? 'CITY' : level}`)}
                    <Typography variant="caption" component="span" sx={{ display: 'block', fontVariantNumeric: 'tabular-nums' }}>
                      {text('posts.vacantOf', { vacant: formats.integer(vacant), offices: formats.integer(offices) })}
                    </Typography>
                  </Button>
                );
              })}
            </Stack>
          );
        }}
      </Loaded>
      {chosen !== null && <VacantOffices key={`${chosen.role}.${chosen.level}`} {...chosen} onAppoint={onAppoint} />}
    </Card>
  );
}

function VacantOffices({ role, level, onAppoint }: { role: Role; level: OfficeLevel } & VacanciesCardProps) {
  const text = useText();
  const post = text(`access.role.${role}`);
  const found = useConnection(VacantOfficesDocument, { first: 20, role, level }, (result) => result.vacantOffices);
  if (found.isPending) return <Rows count={3} />;
  if (found.error !== null) return <Failure error={found.error} onRetry={found.retry} />;
  return (
    <Box sx={{ mt: 2 }}>
      <ExportMenu isSmall list="vacantoffices" label={text('ui.export')} filter={{ role, level }} />
      <Stack component="ul" aria-label={text('posts.vacantList', { post })} sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: 360, overflowY: 'auto' }} tabIndex={0}>
        {found.nodes.map((office) => {
          const above = office.parent?.administrators.map(({ name }) => name) ?? [];
          return (
            <Stack key={office.id} component="li" direction="row" spacing={2} sx={{ alignItems: 'center', justifyContent: 'space-between', py: 0.75, borderTop: 1, borderColor: 'divider' }}>
              <div>
                {text('posts.hasNone', { office: office.name, post })}
                {!office.viewerCanAppoint.includes(role) && (
                  <Typography variant="caption" component="div" color="textSecondary">
                    {text(above.length > 0 ? 'posts.appointedBy' : 'posts.appointedByNobody', { office: office.parent?.name ?? '', names: above.join(text('posts.comma')) })}
                  </Typography>
                )}
              </div>
              {office.viewerCanAppoint.includes(role) && (
                <Button
                  size="small"
                  aria-label={text('posts.appointNamed', { office: office.name, post })}
                  onClick={() => {
                    onAppoint({ officeId: office.id, role });
                  }}
                >
                  {text('posts.appoint')}
                </Button>
              )}
            </Stack>
          );
        })}
      </Stack>
      <LoadMore connection={found} />
    </Box>
  );
}
