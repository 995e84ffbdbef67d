import BookmarkAddIcon from '@mui/icons-material/BookmarkAddOutlined';
import ListIcon from '@mui/icons-material/FormatListBulleted';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Stack from '@mui/material/Stack';
import { KeyHint } from '../ui/key-hint.js';
import { useText } from '../ui/text.js';
import type { CommentBank } from './use-comment-bank.js';

interface CommentBankBarProps {
  bank: CommentBank;
  isDisabled: boolean;
  areKeysShown: boolean;
}

/** Below the comment: the favourites, each one press away, and the way to all the others. */
export function CommentBankBar({ bank, isDisabled, areKeysShown }: CommentBankBarProps) {
  const text = useText();
  return (
    <Box>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <Button size="small" variant="outlined" startIcon={<ListIcon />} disabled={isDisabled} aria-keyshortcuts="/" onClick={bank.show}>
          {text('bank.open')}
          <KeyHint keys="/" isShown={areKeysShown} />
        </Button>
        <Button size="small" startIcon={<BookmarkAddIcon />} disabled={isDisabled} loading={bank.isKeeping} onClick={bank.keep}>
          {text('bank.save')}
        </Button>
      </Stack>
      {bank.favourites.length > 0 && (
        <Box component="ul" aria-label={text('bank.favourites')} sx={{ listStyle: 'none', m: 0, mt: 0.75, p: 0, display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
          {bank.favourites.map(({ id, text: words, favouriteNumber }) => (
            <Box component="li" key={id} sx={{ maxWidth: '100%' }}>
              <ButtonBase
                disabled={isDisabled}
                aria-keyshortcuts={`Alt+${favouriteNumber ?? ''}`}
                aria-label={text('bank.insertFavourite', { number: favouriteNumber ?? '', text: words })}
                title={words}
                // What is being written keeps the caret.
                onMouseDown={(event) => {
                  event.preventDefault();
                }}
                onClick={() => {
                  bank.insertFavourite(favouriteNumber ?? 0);
                }}
                sx={{ maxWidth: 170, minHeight: { xs: 40, md: 28 }, px: 1, border: 1, borderColor: 'divider', borderRadius: 4, fontSize: '0.8125rem', fontFamily: 'inherit', bgcolor: 'background.paper', '&:hover, &.Mui-focusVisible': { bgcolor: 'action.hover' }, '&.Mui-disabled': { opacity: 0.75 } }}
              >
                <Box component="span" sx={{ color: 'text.secondary', mr: 0.5 }}>
                  {favouriteNumber}
                </Box>
                <Box component="span" lang="zh-CN" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
                  {words}
                </Box>
                <KeyHint keys={`Alt+${favouriteNumber ?? ''}`} isShown={areKeysShown} />
              </ButtonBase>
            </Box>
          ))}
        </Box>
      )}
    </Box>
  );
}
