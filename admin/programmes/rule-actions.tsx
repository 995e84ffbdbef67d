import DownloadIcon from '@mui/icons-material/Download';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { request, saveText } from '../data/request.js';
import { RuleTextsDocument } from '../gql/graphql.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { RULE_FILES, UploadButton } from '../ui/upload-button.js';
import type { ChosenFile } from './rule-draft-view.js';

interface RuleActionsProps {
  programme: { code: string; viewerCanManageRules: boolean };
  /** The one that is shown; null where there is none yet. */
  version: number | null;
  onFile: (file: ChosenFile) => void;
}

/** The document goes out as a file, and comes back changed as the next version. */
export function RuleActions({ programme, version, onFile }: RuleActionsProps) {
  const text = useText();
  const notify = useNotify();
  const failureText = useFailureText();
  const [isFetching, setFetching] = useState(false);
  const fetchText = async (wanted: number): Promise<void> => {
    setFetching(true);
    try {
      const { programmes } = await request(RuleTextsDocument, {});
      const found = programmes.find(({ code }) => code === programme.code)?.ruleVersions.find((one) => one.version === wanted);
      if (found !== undefined) saveText(text('programmes.rules.fileName', { code: programme.code, version: wanted }), found.document);
    } catch (error) {
      notify(failureText(error), { type: 'error' });
    } finally {
      setFetching(false);
    }
  };
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {version !== null && (
        <Button variant="outlined" startIcon={<DownloadIcon />} loading={isFetching} onClick={() => void fetchText(version)}>
          {text('programmes.rules.download')}
        </Button>
      )}
      {programme.viewerCanManageRules && (
        <UploadButton
          label={text('programmes.rules.upload')}
          accept={RULE_FILES}
          isBusy={false}
          isDisabled={false}
          isFullWidth={false}
          isPrimary
          onFile={(file) => {
            void file.text().then((content) => {
              onFile({ name: file.name, content });
            });
          }}
        />
      )}
    </Box>
  );
}
