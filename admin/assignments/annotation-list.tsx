import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';

interface Shown {
  start: number;
  quote: string;
  comment: string;
  criterion?: string | null;
  deduction?: string | null;
}

interface AnnotationListProps {
  annotations: readonly Shown[];
  criteria: readonly { key: string; name: string }[];
  onOpen?: (number: number) => void;
}

/** The annotations under each other, by the numbers that they have in the text. */
export function AnnotationList({ annotations, criteria, onOpen }: AnnotationListProps) {
  const text = useText();
  if (annotations.length === 0) return null;
  return (
    <Box component="ol" aria-label={text('annotation.title')} sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.75 }}>
      {annotations.map((annotation, number) => (
        <Box component="li" key={`${number}-${annotation.start}`}>
          {onOpen === undefined ? (
            <Content number={number} annotation={annotation} criteria={criteria} />
          ) : (
            <ButtonBase
              onClick={() => {
                onOpen(number);
              }}
              sx={{ display: 'block', width: '100%', textAlign: 'left', borderRadius: 1, px: 0.5, '&:hover, &.Mui-focusVisible': { bgcolor: 'action.hover' } }}
            >
              <Content number={number} annotation={annotation} criteria={criteria} />
            </ButtonBase>
          )}
        </Box>
      ))}
    </Box>
  );
}

function Content({ number, annotation, criteria }: { number: number; annotation: Shown; criteria: AnnotationListProps['criteria'] }) {
  const text = useText();
  const formats = useFormats();
  const { quote, comment, criterion, deduction } = annotation;
  const name = criteria.find(({ key }) => key === criterion)?.name;
  const hasDeduction = deduction !== null && deduction !== undefined && deduction !== '';
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: 0.5 }}>
      <Typography component="span" variant="body2" color="primary" sx={{ fontWeight: 600 }}>
        {number + 1}
      </Typography>
      <Box component="span" sx={{ minWidth: 0 }}>
        <Typography component="span" variant="caption" color="textSecondary" noWrap lang="zh-CN" sx={{ display: 'block' }}>
          「{quote}」
        </Typography>
        <Typography component="span" variant="body2" {...(comment === '' ? {} : { lang: 'zh-CN' })} sx={{ display: 'block', whiteSpace: 'pre-line' }}>
          {comment === '' ? text('annotation.empty') : comment}
        </Typography>
        {name !== undefined && (
          <Typography component="span" variant="caption" color={hasDeduction ? 'error' : 'textSecondary'} sx={{ display: 'block' }}>
            {hasDeduction ? text('annotation.from', { criterion: name, points: formats.points(deduction) }) : name}
          </Typography>
        )}
      </Box>
    </Box>
  );
}
