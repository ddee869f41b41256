import Sequencer from '@jest/test-sequencer';

/** What starts whole servers, and waits for them. */
const LONGEST = /\/tests\/(e2e|fault-matrix|differential|cases)\//;

/** What runs the test files of a whole folder. */
const TOGETHER = /\/together\.test\.ts$/;

/** The order of test files: the longest first, so that no core ends up waiting for one of them; else Jest's own. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const rank = ({ path }) => (LONGEST.test(path) ? 0 : TOGETHER.test(path) ? 1 : 2);
    return sorted.sort((one, other) => rank(one) - rank(other));
  }
}
