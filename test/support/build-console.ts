// Builds the console beside the start of a test run's cluster: nobody's hook waits for it then.
import { ensureConsoleBuilt } from '../../server/console-build.js';

await ensureConsoleBuilt(() => undefined);
