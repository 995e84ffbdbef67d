import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { ESSAY } from '../ui/theme.js';

/** Running prose: 42 characters a line, paragraphs indented by two characters and numbered in the margin. */
export function Essay({ text: prose, characterCount }: { text: string; characterCount: number }) {
  const text = useText();
  const formats = useFormats();
  const paragraphs = prose.split(/\n+/).map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== '');
  return (
    <Box component="article" aria-label={text('assignments.essay')} lang="zh-CN" sx={{ maxWidth: `calc(${ESSAY.charactersPerLine} * ${ESSAY.fontSize}px + 40px)`, mx: 'auto' }}>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, counterReset: 'paragraph' }}>
        {paragraphs.map((paragraph, index) => (
          <Box
            component="li"
            key={index}
            sx={{
              position: 'relative',
              pl: { xs: '24px', sm: '40px' },
              mb: 1.5,
              fontSize: ESSAY.fontSize,
              lineHeight: ESSAY.lineHeight,
              textIndent: '2em',
              textAlign: 'justify',
              overflowWrap: 'anywhere',
              counterIncrement: 'paragraph',
              '&::before': {
                content: 'counter(paragraph)',
                position: 'absolute',
                left: 0,
                width: { xs: 16, sm: 24 },
                textAlign: 'right',
                textIndent: 0,
                fontSize: 13,
                lineHeight: `${ESSAY.fontSize * ESSAY.lineHeight}px`,
                color: 'text.secondary',
              },
            }}
          >
            {paragraph}
          </Box>
        ))}
      </Box>
      <Typography variant="caption" component="p" color="textSecondary" sx={{ textAlign: 'right', m: 0 }}>
        {text('assignments.characterCount', { count: formats.integer(characterCount) })}
      </Typography>
    </Box>
  );
}
