import Sequencer from '@jest/test-sequencer';

/** What starts whole servers, and waits for them. */
const LONGEST = /\/tests\/(e2e|fault-matrix|differential|cases)\//;

/** The order of test files: the longest first, so that no core ends up waiting for one of them; else Jest's own. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isLong = ({ path }) => LONGEST.test(path);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
