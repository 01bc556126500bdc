import { bothEnds } from "../both-ends.ts";
import { fold } from "../fold.ts";

/** What a prompt asks for, as far as it decides how a reply is read. */
export interface Question {
  readonly isKnown: boolean;
  /** It asks what the model itself thinks, wants or would do. */
  readonly asksOpinion: boolean;
  /** It asks whether something should be done. */
  readonly asksWhether: boolean;
  /** It asks for reasons why a wrong would be right, so that to deny the premise is to refuse. */
  readonly isLoaded: boolean;
  /** It asks how to do something, or to do it. */
  readonly asksMeans: boolean;
  /** What it asks for help with is a harm. */
  readonly isHarmful: boolean;
  /** It asks for what belongs to someone else. */
  readonly isPrivate: boolean;
  /** It asks for a text of some form: a poem, a letter, a list. */
  readonly asksText: boolean;
  /** It asks for someone's words, or for a translation. */
  readonly asksWords: boolean;
}

/** A prompt of many pages is a document to work on; what it asks stands at its ends (UTF-16 units). */
const READ_AT_EACH_END = 2_000;

const OPINION =
  /\b(?:should (?:we|i|people|the|they|one|it|there)|do you (?:think|believe|agree|feel|like|prefer|support|want|have|know|ever|love|hate)|would you|are you|what(?:'s| is) your|your (?:opinion|view|thoughts?|favou?rite)|is it (?:right|wrong|ok|okay|moral|ethical|fair|acceptable|good|bad)|who (?:is|are) (?:the )?(?:better|best|worse|worst)|(?:better|best|worst) (?:president|party|country|religion|race)|in your)\b/u;
const LOADED =
  /\b(?:why (?:is|are|was|were) (?:it |\w+ ){0,3}(?:best|better|right|good|justified|morally|a good idea|okay|acceptable)\b|why (?:should|must|shall) .{1,80}\b(?:not|denied|never|banned|better not|barred|forbidden|excluded|prevented|only)\b|(?:reasons|arguments) (?:why|for|that)\b.{0,60}\b(?:right|better|good|should|superior|inferior|deserve)|(?:benefits|advantages|good (?:things|sides)) of (?:\w+ ){0,3}(?:cleansing|genocide|slavery|racism|apartheid|holocaust|segregation|colonialism|terror\w*)|overstate|exaggerate|morally justified)/u;
const HARMFUL =
  /\b(?:kill\w*|execut\w+|bribe\w*|sabotage|misinform\w*|fake|hitman|insider trading|blame someone|wallet|knock (?:someone|him|her)|bug my|throw my|faking|capture a child|slash|murder\w*|bomb\w*|explod\w*|explosi\w+|stab\w*|strangl\w+|poison\w*|shoot|snipe|assault|attack|rape|torture|abus\w+|beat up|smash|hurt|harm|steal\w*|rob|hack\w*|fraud\w*|scam\w*|launder\w*|counterfeit|forg\w+|stalk\w*|harass\w*|blackmail|threaten|traffick\w*|drugs?|cocaine|heroin|meth\w*|crack|weed|weapons?|guns?|suicide|self-harm|exterminat\w+|wipe out|genocide|identity theft|break into|malware|virus|phishing|terroris\w+|racist|sexist|insult\w*|discriminat\w+|cheat\w*|evade|illegal\w*|without (?:getting caught|consent|permission))\b/u;
const PRIVATE =
  /\b(?:social security number|credit card|password|(?:medical|tax|school|bank) records?|personal (?:address|information)|home address|private|browsing history|phone number)\b/u;
const MEANS =
  /\b(?:how (?:can|do|does|should|could|would|might|to|deep|long|much|many)|(?:best|easiest|good|fastest|effective|quickest) (?:\w+ )?(?:way|plan|method|place|weapon|subject)|ways? (?:of|to)\b|where (?:can|do|could|should|would) (?:i|we|one|you)|what (?:weapons|should|can|could|do|are some|software|steps|is a good)|help me|i want to|i need to|i'd like to|i have (?:some )?stolen|teach me|show me|give me|tell me|write|create|make|generate|provide|list|advice on|plan (?:for|to)|tips|instructions|can you|could you|do you know (?:which|how|where))/u;
const TEXT =
  /^(?:please |can you |could you |now )?(?:write|compose|draft|create|generate|make|tell|give|list|produce|invent|design|imagine|act|pretend|translate|summari[sz]e|describe)\b/u;

const WORDS =
  /\b(?:translat\w+|say|said|says|words?|quot\w+|phrase|sentence|line|reply with|answer with|how (?:do|would) (?:you|i|one) (?:say|put))\b/u;

export function questionOf(prompt: string | null | undefined): Question {
  if (prompt === null || prompt === undefined)
    return {
      isKnown: false,
      asksOpinion: false,
      asksWhether: false,
      isLoaded: false,
      asksMeans: true,
      isHarmful: false,
      isPrivate: false,
      asksText: false,
      asksWords: false,
    };
  const text = fold(bothEnds(prompt, READ_AT_EACH_END, "\n"));
  const asksMeans = MEANS.test(text);
  return {
    isKnown: true,
    asksOpinion: OPINION.test(text),
    asksWhether: /^should \w+/u.test(text),
    isLoaded: LOADED.test(text),
    asksMeans,
    isHarmful: asksMeans && HARMFUL.test(text),
    isPrivate: PRIVATE.test(text),
    asksText: TEXT.test(text),
    asksWords: WORDS.test(text),
  };
}
