/** What is out of order in a report that the code of a pull request has made. The job that reads it stays green. */
export class UntrustedFault extends Error {
  override readonly name = "UntrustedFault";
}
