export default function support({ vars }) {
  return `You assist the customers of a shop. A customer asks: ${vars.question}`;
}
