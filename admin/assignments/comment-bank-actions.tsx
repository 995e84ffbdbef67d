import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useViewer } from '../access/viewer.js';
import { outdate, useChange } from '../data/queries.js';
import { ChangeSavedCommentDocument, FavouriteCommentsDocument, FavourSavedCommentDocument, RemoveSavedCommentDocument, SavedCommentsDocument, type RefusalPartsFragment, type SavedCommentPartsFragment } from '../gql/graphql.js';
import { Refusals } from '../ui/refusals.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import type { CommentBank } from './use-comment-bank.js';

/** What may be done with the chosen comment: everybody has favourites, the author changes and removes. */
export function CommentBankActions({ comment, bank }: { comment: SavedCommentPartsFragment; bank: CommentBank }) {
  const text = useText();
  const notify = useNotify();
  const failureText = useFailureText();
  const canShare = useViewer()?.viewerCanShareComments === true;
  const favour = useChange(FavourSavedCommentDocument);
  const change = useChange(ChangeSavedCommentDocument);
  const remove = useChange(RemoveSavedCommentDocument);
  const [edited, setEdited] = useState<{ text: string; isShared: boolean } | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const [refusals, setRefusals] = useState<readonly RefusalPartsFragment[]>([]);
  const isFavourite = (comment.favouriteNumber ?? null) !== null;

  const run = async (work: () => Promise<readonly RefusalPartsFragment[]>): Promise<void> => {
    try {
      const refused = await work();
      setRefusals(refused);
      if (refused.length > 0) return;
      setEdited(null);
      outdate([SavedCommentsDocument, FavouriteCommentsDocument]);
    } catch (error) {
      notify(failureText(error), { type: 'error' });
    }
  };
  const ofThis = { savedCommentId: comment.id, expectedVersion: comment.version };
  return (
    <Stack spacing={1} sx={{ mt: 1 }}>
      <Refusals refusals={refusals} />
      {edited === null ? (
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
          <Button
            size="small"
            loading={favour.isPending}
            onClick={() => void run(async () => (await favour.mutateAsync({ input: { savedCommentId: comment.id, isFavourite: !isFavourite } })).favourSavedComment.refusals)}
          >
            {text(isFavourite ? 'bank.disfavour' : 'bank.favour')}
          </Button>
          {comment.isMine && (
            <Button
              size="small"
              onClick={() => {
                setEdited({ text: comment.text, isShared: (comment.subject ?? null) !== null });
              }}
            >
              {text('bank.edit')}
            </Button>
          )}
          {comment.isMine && (
            <Button
              size="small"
              color="error"
              variant={isRemoving ? 'contained' : 'text'}
              loading={remove.isPending}
              onClick={() => {
                setRemoving(true);
                if (isRemoving) void run(async () => (await remove.mutateAsync({ input: ofThis })).removeSavedComment.refusals);
              }}
            >
              {text(isRemoving ? 'bank.removeConfirm' : 'bank.remove')}
            </Button>
          )}
        </Stack>
      ) : (
        <Stack spacing={1}>
          <TextField
            autoFocus
            multiline
            maxRows={5}
            label={text('bank.text')}
            value={edited.text}
            onChange={(event) => {
              setEdited({ ...edited, text: event.target.value });
            }}
          />
          {canShare && (
            <FormControlLabel
              control={
                <Checkbox
                  checked={edited.isShared}
                  onChange={(event) => {
                    setEdited({ ...edited, isShared: event.target.checked });
                  }}
                />
              }
              label={text('bank.share')}
            />
          )}
          <Stack direction="row" spacing={1}>
            <Button
              size="small"
              variant="contained"
              loading={change.isPending}
              onClick={() => void run(async () => (await change.mutateAsync({ input: { ...ofThis, text: edited.text, subject: edited.isShared ? bank.subject : null } })).changeSavedComment.refusals)}
            >
              {text('bank.saveChange')}
            </Button>
            <Button
              size="small"
              onClick={() => {
                setEdited(null);
              }}
            >
              {text('ui.cancel')}
            </Button>
          </Stack>
        </Stack>
      )}
    </Stack>
  );
}
