import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { Link as RouteLink } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useChange, useLoad } from '../data/queries.js';
import { NameProgrammeContactsDocument, OfficeContactsDocument, ProgrammePageDocument, ProgrammeRepliesDocument, ProgrammeTasksDocument, type ProgrammePartsFragment } from '../gql/graphql.js';
import { officeHref } from '../offices/office-href.js';
import { FormDialog } from '../ui/form-dialog.js';
import { SectionCard } from '../ui/section-card.js';
import { EmptyState, Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';

type Contact = ProgrammePartsFragment['life']['contacts'][number];

/** Whom to call at the organising office. */
export function ContactsCard({ programme }: { programme: ProgrammePartsFragment }) {
  const text = useText();
  const [isNaming, setNaming] = useState(false);
  const { contacts, viewerCanArrange } = programme.life;
  return (
    <SectionCard title={text('programmeLife.contacts')}>
      {contacts.length === 0 && <Typography color="textSecondary">{text('programmeLife.noContacts')}</Typography>}
      <ContactList contacts={contacts} />
      {viewerCanArrange && (
        <Button sx={{ ml: -1, mt: 1 }} onClick={() => { setNaming(true); }}>
          {text('programmeLife.nameContacts')}
        </Button>
      )}
      {isNaming && <ContactsDialog programmeId={programme.id} named={contacts} title={text('programmeLife.nameContacts')} onClose={() => { setNaming(false); }} />}
    </SectionCard>
  );
}

export function ContactList({ contacts }: { contacts: readonly Contact[] }) {
  return contacts.map(({ name, unit, mobileMasked, email }) => (
    <Box key={`${name} ${email}`} sx={{ mb: 1 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {name}
      </Typography>
      <Typography variant="body2">{unit}</Typography>
      <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums' }}>
        {mobileMasked}
      </Typography>
      <Link variant="body2" href={`mailto:${email}`} sx={{ overflowWrap: 'anywhere' }}>
        {email}
      </Link>
    </Box>
  ));
}

interface ContactsDialogProps {
  programmeId: string;
  named: readonly Contact[];
  title: string;
  onClose: () => void;
}

/** Out of the own office's contacts, which are kept on the page of offices. */
export function ContactsDialog({ programmeId, named, title, onClose }: ContactsDialogProps) {
  const text = useText();
  const notify = useNotify();
  const office = useViewer()?.office;
  const query = useLoad(OfficeContactsDocument, { id: office?.id ?? '' });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(named.flatMap(({ contactId }) => (contactId == null ? [] : [contactId]))));
  const name = useChange(NameProgrammeContactsDocument, [ProgrammePageDocument, ProgrammeRepliesDocument, ProgrammeTasksDocument]);
  const send = (): void => {
    name.mutate({ input: { programmeId, contactIds: [...chosen] } }, {
      onSuccess: (data) => {
        if (data.nameProgrammeContacts.refusals.length > 0) return;
        notify(text('programmeLife.contactsSaved'));
        onClose();
      },
    });
  };
  return (
    <FormDialog title={title} submit={text('programmeLife.confirm')} isBusy={name.isPending} error={name.error} refusals={name.data?.nameProgrammeContacts.refusals ?? []} onSubmit={send} onClose={onClose}>
      <Loaded query={query}>
        {({ office: found }) => (found?.contacts ?? []).length === 0 ? (
          <EmptyState title={text('programmeLife.noOwnContacts')} next={text('programmeLife.noOwnContactsNext')} action={office == null ? undefined : <Button component={RouteLink} to={officeHref(office)}>{text('programmeLife.toOffice')}</Button>} />
        ) : (
          <Box role="group" aria-label={text('programmeLife.chooseContacts')}>
            <Typography variant="body2" color="textSecondary">
              {text('programmeLife.chooseContacts')}
            </Typography>
            {(found?.contacts ?? []).map((contact) => (
              <FormControlLabel
                key={contact.id}
                sx={{ display: 'flex' }}
                control={
                  <Checkbox
                    checked={chosen.has(contact.id)}
                    onChange={(_, isChosen) => {
                      setChosen(isChosen ? new Set([...chosen, contact.id]) : new Set([...chosen].filter((id) => id !== contact.id)));
                    }}
                  />
                }
                label={`${contact.name} · ${contact.unit}`}
              />
            ))}
          </Box>
        )}
      </Loaded>
    </FormDialog>
  );
}
