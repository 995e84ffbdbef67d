import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useViewer } from '../access/viewer.js';
import { useLoad } from '../data/queries.js';
import { ProgrammeRepliesDocument, type ProgrammePartsFragment, type ProgrammeRepliesQuery } from '../gql/graphql.js';
import { DataTable } from '../ui/data-table.js';
import { MISSING, useFormats } from '../ui/format.js';
import { SectionCard } from '../ui/section-card.js';
import { Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ContactList, ContactsDialog } from './contacts-card.js';
import { ReplyDialog } from './reply-dialog.js';

type Reply = ProgrammeRepliesQuery['programme']['officeReplies'][number];

/** Who takes part: the organiser sees all offices directly below, an office its own answer. */
export function RepliesCard({ programme }: { programme: ProgrammePartsFragment }) {
  const text = useText();
  const viewer = useViewer();
  const query = useLoad(ProgrammeRepliesDocument, { id: programme.id });
  return (
    <Loaded query={query}>
      {({ programme: { officeReplies } }) => {
        const [own] = officeReplies;
        return own !== undefined && own.officeId === viewer?.office?.id ? <OwnReply programme={programme} reply={own} /> : (
          <SectionCard title={text('programmeLife.replies')}>
            <AllReplies programme={programme} replies={officeReplies} />
          </SectionCard>
        );
      }}
    </Loaded>
  );
}

function AllReplies({ programme, replies }: { programme: ProgrammePartsFragment; replies: readonly Reply[] }) {
  const text = useText();
  const formats = useFormats();
  const count = (answer: Reply['answer']) => replies.filter((one) => (one.answer ?? null) === answer).length;
  const { joinUntil, contactsUntil } = programme.life;
  return (
    <>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        {joinUntil == null ? text('programmeLife.notAsked') : text('programmeLife.counted', { all: replies.length, joined: count('JOINS'), declined: count('DECLINES'), open: count(null) })}
      </Typography>
      {(joinUntil != null || contactsUntil != null) && (
        <DataTable
          label={text('programmeLife.replies')}
          rows={replies}
          rowKey={({ officeId }) => officeId}
          columns={[
            { key: 'office', label: text('programmeLife.office'), cell: ({ officeName }) => officeName },
            { key: 'answer', label: text('programmeLife.answer'), cell: ({ answer }) => (answer == null ? text('programmeLife.unanswered') : text(`programmeLife.answers.${answer}`)) },
            { key: 'plan', label: text('programmeLife.plan'), cell: ({ plan }) => (plan === '' ? MISSING : <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxWidth: 360 }}>{plan}</Box>), isEmpty: ({ plan }) => plan === '' },
            { key: 'at', label: text('programmeLife.at'), cell: ({ at }) => formats.time(at), isEmpty: ({ at }) => at == null },
            { key: 'contacts', label: text('programmeLife.contacts'), cell: ({ contacts }) => (contacts.length === 0 ? MISSING : <ContactList contacts={contacts} />), isEmpty: ({ contacts }) => contacts.length === 0 },
          ]}
        />
      )}
    </>
  );
}

function OwnReply({ programme, reply }: { programme: ProgrammePartsFragment; reply: Reply }) {
  const text = useText();
  const formats = useFormats();
  const [opened, setOpened] = useState<'reply' | 'contacts' | null>(null);
  const { joinUntil, viewerCanReply, viewerCanNameContacts, contactsUntil } = programme.life;
  const close = (): void => {
    setOpened(null);
  };
  if (joinUntil == null && contactsUntil == null) return null;
  return (
    <SectionCard title={text('programmeLife.ownReply')}>
      {joinUntil != null && (reply.answer == null ? (
        <Typography>{text('programmeLife.ownReplyOpen', { date: formats.date(joinUntil) })}</Typography>
      ) : (
        <>
          <Typography sx={{ fontWeight: 600 }}>{text(`programmeLife.answers.${reply.answer}`)}</Typography>
          <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxWidth: '72ch' }}>{reply.plan}</Typography>
          <Typography variant="caption" component="p" color="textSecondary">
            {text('programmeLife.by', { name: reply.byName, at: formats.time(reply.at) })}
          </Typography>
        </>
      ))}
      {reply.contacts.length > 0 && (
        <Box sx={{ mt: 1 }}>
          <Typography variant="h3" sx={{ mb: 0.5 }}>
            {text('programmeLife.contacts')}
          </Typography>
          <ContactList contacts={reply.contacts} />
        </Box>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
        {viewerCanReply && (
          <Button variant={reply.answer == null ? 'contained' : 'outlined'} onClick={() => { setOpened('reply'); }}>
            {text(reply.answer == null ? 'programmeLife.reply' : 'programmeLife.changeReply')}
          </Button>
        )}
        {viewerCanNameContacts && (
          <Button variant="outlined" onClick={() => { setOpened('contacts'); }}>
            {text('programmeLife.handInContacts')}
          </Button>
        )}
      </Box>
      {opened === 'reply' && <ReplyDialog programmeId={programme.id} reply={reply} onClose={close} />}
      {opened === 'contacts' && <ContactsDialog programmeId={programme.id} named={reply.contacts} title={text('programmeLife.handInContacts')} onClose={close} />}
    </SectionCard>
  );
}
