import ArrowDownwardIcon from '@mui/icons-material/ArrowDownward';
import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { RefusalPartsFragment } from '../gql/graphql.js';
import { Choice } from '../people/choices.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import type { UnitForm } from './course-form.js';
import { UNIT_KINDS } from './course-tags.js';

interface UnitFieldsProps {
  unit: UnitForm;
  place: number;
  count: number;
  refusals: readonly RefusalPartsFragment[];
  onChange: (unit: UnitForm) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

export function UnitFields({ unit, place, count, refusals, onChange, onMove, onRemove }: UnitFieldsProps) {
  const text = useText();
  const number = place + 1;
  const path = `units.${place}`;
  return (
    <Card role="group" aria-label={text('courses.unit', { number })} sx={{ p: 2 }}>
      <Stack direction="row" sx={{ alignItems: 'center', mb: 1 }}>
        <Typography variant="h3" sx={{ flex: 1 }}>{text('courses.unit', { number })}</Typography>
        <IconButton size="small" aria-label={text('courses.up', { number })} disabled={place === 0} onClick={() => { onMove(-1); }}><ArrowUpwardIcon fontSize="small" /></IconButton>
        <IconButton size="small" aria-label={text('courses.down', { number })} disabled={place === count - 1} onClick={() => { onMove(1); }}><ArrowDownwardIcon fontSize="small" /></IconButton>
        <IconButton size="small" aria-label={text('courses.removeUnit', { number })} onClick={onRemove}><DeleteIcon fontSize="small" /></IconButton>
      </Stack>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 2fr) repeat(2, minmax(0, 1fr))' } }}>
        <TextInput label={text('courses.unitTitle')} value={unit.title} problem={refusalOf(refusals, `${path}.title`)} onChange={(title) => { onChange({ ...unit, title }); }} />
        <Choice label={text('courses.kind')} value={unit.kind} values={UNIT_KINDS} nameOf={(kind) => text(`courses.kinds.${kind}`)} onChange={(kind) => { onChange({ ...unit, kind: kind ?? unit.kind }); }} />
        <TextInput label={text('courses.minutes')} value={unit.minutes} problem={refusalOf(refusals, `${path}.minutes`)} onChange={(minutes) => { onChange({ ...unit, minutes }); }} />
      </Box>
      <Box sx={{ display: 'grid', gap: 1.5, mt: 1.5, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '120px repeat(3, minmax(0, 1fr))' } }}>
        <FormControlLabel control={<Checkbox checked={unit.isRequired} onChange={(_, isRequired) => { onChange({ ...unit, isRequired }); }} />} label={text('courses.required')} />
        <TextInput label={text('courses.requiredMinutes')} value={unit.requiredMinutes} problem={refusalOf(refusals, `${path}.requiredMinutes`)} onChange={(requiredMinutes) => { onChange({ ...unit, requiredMinutes }); }} />
        <TextInput label={text('courses.requiredPosts')} value={unit.requiredPosts} problem={refusalOf(refusals, `${path}.requiredPosts`)} onChange={(requiredPosts) => { onChange({ ...unit, requiredPosts }); }} />
        <TextInput label={text('courses.requiredViews')} value={unit.requiredViews} problem={refusalOf(refusals, `${path}.requiredViews`)} onChange={(requiredViews) => { onChange({ ...unit, requiredViews }); }} />
      </Box>
    </Card>
  );
}
