import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useLoad } from '../data/queries.js';
import { OfficeChangePreviewDocument, type OfficeChangeKind } from '../gql/graphql.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Refusals, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';

interface ChangePreviewProps {
  officeId: string;
  kind: Exclude<OfficeChangeKind, 'CREATE'>;
  targetId: string | null;
  effectiveOn: string;
}

/** What the change will do, in numbers, before it is done. */
export function ChangePreview({ officeId, kind, targetId, effectiveOn }: ChangePreviewProps) {
  const text = useText();
  const formats = useFormats();
  const isDate = /^\d{4}-\d\d-\d\d$/.test(effectiveOn);
  const preview = useLoad(OfficeChangePreviewDocument, { officeId, kind, targetId, effectiveOn: isDate ? effectiveOn : null }, { keepPrevious: true }).data?.previewOfficeChange ?? null;
  const figures = [
    [text('organisation.officeCount'), preview?.officeCount, text('organisation.units.office')],
    [text('organisation.schoolCount'), preview?.schoolCount, text('organisation.units.school')],
    [text('organisation.peopleCount'), preview?.peopleCount, text('organisation.units.people')],
    [text('organisation.roleCount'), preview?.roleCount, text('organisation.units.role')],
    [text('organisation.enrolmentCount'), preview?.enrolmentCount, text('organisation.units.enrolment')],
    [text('organisation.openEnrolmentCount'), preview?.openEnrolmentCount, text('organisation.units.enrolment')],
  ] as const;
  return (
    <>
      <Typography variant="body2">{text(`organisation.means.${kind}`)}</Typography>
      <Box component="section" aria-label={text('organisation.concerned')} sx={{ bgcolor: 'background.default', borderRadius: 1, p: 1.5 }}>
        <Typography variant="body2" color="textSecondary" sx={{ mb: 0.5 }}>
          {text('organisation.concerned')}
        </Typography>
        <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', sm: 'repeat(3, minmax(0, 1fr))' }, gap: 1.5, m: 0 }}>
          {figures.map(([label, count, unit]) => (
            <Box key={label} sx={{ display: 'flex', flexDirection: 'column-reverse', justifyContent: 'flex-end' }}>
              <Typography component="dt" variant="caption" color="textSecondary">
                {label}
              </Typography>
              <Typography component="dd" sx={{ m: 0, fontWeight: 600, fontSize: '1.125rem' }}>
                {count === undefined ? MISSING : `${formats.integer(count)} ${unit}`}
              </Typography>
            </Box>
          ))}
        </Box>
      </Box>
      {preview !== null && preview.surplusPosts.length > 0 && (
        <Alert severity="warning">
          {text('organisation.surplus')}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {preview.surplusPosts.map(({ role, subject, holder }) => (
              <li key={`${role}${subject ?? ''}${holder}`}>{[holder, text(`access.role.${role}`), ...(subject === null || subject === undefined ? [] : [text(`people.subjects.${subject}`)])].join(' · ')}</li>
            ))}
          </Box>
        </Alert>
      )}
      {/* What stands beside a field of the form is told there when it is sent. */}
      {preview !== null && <Refusals refusals={withoutField(preview.refusals, 'effectiveOn', 'name')} />}
      {preview?.isPlanned === true && <Alert severity="info">{text('organisation.planned', { date: formats.date(effectiveOn) })}</Alert>}
    </>
  );
}
