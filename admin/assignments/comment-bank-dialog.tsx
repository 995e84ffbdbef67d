import StarIcon from '@mui/icons-material/Star';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { SavedCommentsDocument, type SavedCommentPartsFragment } from '../gql/graphql.js';
import { Failure, Rows } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { CommentBankActions } from './comment-bank-actions.js';
import { BANK_STALE_MS, type CommentBank } from './use-comment-bank.js';

/** Found by typing, inserted by Enter; what may be done with a comment stands below the list. */
export function CommentBankDialog({ bank }: { bank: CommentBank }) {
  const text = useText();
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  // Who types and presses Enter at once means what is being looked for, not what stands there still.
  const [isWanted, setWanted] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const found = useConnection(SavedCommentsDocument, { subject: bank.subject, search: search.trim() === '' ? null : search.trim(), first: 30 }, (result) => result.savedComments, { keepPrevious: true, staleTime: BANK_STALE_MS });
  const comments = found.nodes;
  const place = Math.min(active, Math.max(0, comments.length - 1));
  const chosen = comments[place];

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [place]);

  useEffect(() => {
    if (!isWanted || found.isRefreshing) return;
    setWanted(false);
    if (chosen !== undefined) bank.insert(chosen);
  }, [isWanted, found.isRefreshing, chosen, bank]);

  const onKeyDown = (event: KeyboardEvent): void => {
    // The Enter that takes a candidate belongs to the input method.
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'ArrowDown') setActive(Math.min(comments.length - 1, place + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, place - 1));
    else if (event.key === 'Enter') setWanted(true);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={bank.hide} aria-labelledby="bank-title">
      <DialogTitle id="bank-title">{text('bank.title')}</DialogTitle>
      <DialogContent>
        <TextField
          autoFocus
          fullWidth
          label={text('bank.search')}
          value={search}
          helperText={text('bank.searchHelp')}
          onChange={(event) => {
            setSearch(event.target.value);
            setActive(0);
            setWanted(false);
          }}
          onKeyDown={onKeyDown}
          slotProps={{ inputLabel: { shrink: true }, htmlInput: { role: 'combobox', 'aria-expanded': true, 'aria-controls': 'bank-list', 'aria-autocomplete': 'list', 'aria-activedescendant': chosen === undefined ? undefined : `bank-${chosen.id}`, autoComplete: 'off' } }}
          sx={{ mt: 1, mb: 1 }}
        />
        {found.isPending && <Rows />}
        {found.error !== null && <Failure error={found.error} onRetry={found.retry} />}
        <Box ref={list} id="bank-list" role="listbox" aria-label={text('bank.list')} sx={{ height: '40vh', overflowY: 'auto', border: 1, borderColor: 'divider', borderRadius: 1 }}>
          {comments.map((comment, index) => (
            <Option
              key={comment.id}
              comment={comment}
              isChosen={index === place}
              onChoose={() => {
                setActive(index);
              }}
              onInsert={() => {
                bank.insert(comment);
              }}
            />
          ))}
        </Box>
        {!found.isPending && comments.length === 0 && (
          <Typography variant="body2" color="textSecondary" role="status" sx={{ mt: 1 }}>
            {text(search.trim() === '' ? 'bank.none' : 'bank.noneFound')}
          </Typography>
        )}
        {found.hasMore && (
          <Button size="small" loading={found.isLoadingMore} onClick={found.loadMore}>
            {text('bank.more')}
          </Button>
        )}
        {chosen !== undefined && <CommentBankActions key={chosen.id} comment={chosen} bank={bank} />}
      </DialogContent>
      <DialogActions>
        <ExportMenu isSmall list="savedcomments" label={text('ui.export')} filter={{ subject: bank.subject, search: search.trim() }} />
        <Button onClick={bank.hide}>{text('ui.cancel')}</Button>
        <Button
          variant="contained"
          disabled={chosen === undefined}
          onClick={() => {
            if (chosen !== undefined) bank.insert(chosen);
          }}
        >
          {text('bank.insert')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface OptionProps {
  comment: SavedCommentPartsFragment;
  isChosen: boolean;
  onChoose: () => void;
  onInsert: () => void;
}

function Option({ comment, isChosen, onChoose, onInsert }: OptionProps) {
  const text = useText();
  const { id, text: words, uses, favouriteNumber, isMine, subject, ownerName } = comment;
  const notes = [
    ...(favouriteNumber === null || favouriteNumber === undefined ? [] : [text('bank.favouriteAt', { number: favouriteNumber })]),
    ...(uses > 0 ? [text('bank.uses', { count: uses })] : []),
    ...(subject === null || subject === undefined ? [] : [isMine ? text('bank.shared') : text('bank.sharedBy', { name: ownerName })]),
  ];
  return (
    <Box
      id={`bank-${id}`}
      role="option"
      aria-selected={isChosen}
      lang="zh-CN"
      onClick={onChoose}
      onDoubleClick={onInsert}
      sx={{ px: 1.5, py: 0.75, cursor: 'pointer', borderLeft: 3, borderColor: isChosen ? 'primary.main' : 'transparent', bgcolor: isChosen ? 'primary.light' : 'transparent' }}
    >
      <Typography variant="body2" sx={{ whiteSpace: 'pre-line' }}>
        {words}
      </Typography>
      {notes.length > 0 && (
        <Typography variant="caption" color={isChosen ? 'textPrimary' : 'textSecondary'} sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
          {(favouriteNumber ?? null) !== null && <StarIcon sx={{ fontSize: 14 }} />}
          {notes.join(' · ')}
        </Typography>
      )}
    </Box>
  );
}
