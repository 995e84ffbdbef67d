import Chip from '@mui/material/Chip';
import type { ResourceRowPartsFragment, ResourceState } from '../gql/graphql.js';
import { useText } from '../ui/text.js';
import { resourcesZh } from './words.js';

export const RESOURCE_KINDS = Object.keys(resourcesZh.kinds) as (keyof typeof resourcesZh.kinds)[];

const COLOURS: Record<ResourceState, 'default' | 'info' | 'success'> = { HELD: 'success', RECOMMENDED: 'info', TAKEN_BACK: 'default' };

export function ResourceStateTag({ resource }: { resource: Pick<ResourceRowPartsFragment, 'state'> }) {
  const text = useText();
  return <Chip size="small" variant="outlined" color={COLOURS[resource.state]} label={text(`resources.states.${resource.state}`)} />;
}
