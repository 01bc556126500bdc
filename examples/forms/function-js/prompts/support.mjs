/** As promptfoo calls it: the row's variables and the provider in, messages out. */
export default async function support({ vars }) {
  return [
    { role: "system", content: "You assist the customers of a shop." },
    { role: "user", content: vars.message },
  ];
}
