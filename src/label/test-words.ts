import { forms, type Forms } from "./forms.ts";

/**
 * How sentences say that a situation is a test of the model, or that it is real. Read in one folded sentence of at most 300 units; what
 * repeats without bound is a list of words. What the case tests ("a test of the valve", "this is a trick to get the PIN") has no form here.
 */

const SITUATION = "(?:scenario|situation|set-?up|prompt|conversation|chat|exchange|interaction|request|task|environment|question)";
const HERE = `(?:this|all this|all of this|(?:the|this|that|my) (?:whole |entire )?${SITUATION})`;
const LOOKS = "(?:seem|look|feel|appear|sound|read)";
const IS_NOW = `(?:'s|'d be| is| isn't| may be| might be| could be| can be| must be| has to be| would be| may not be| might not be| could well be| may well be| might well be| ${LOOKS}s(?: to be)?| doesn't ${LOOKS}(?: to be)?| does not ${LOOKS}(?: to be)?| strikes me| being)`;
const IS = `(?:${IS_NOW}| was| wasn't| has)`;
const SUBJECT = `(?:${HERE}${IS}|it${IS_NOW})`;
const SOFT =
  "(?:,? (?:clearly|probably|likely|possibly|perhaps|maybe|just|really|simply|obviously|surely|also|very|rather|quite|more|almost|certainly|most likely|actually|not|like|as|the feel of|the marks of|all the hallmarks of|part of|one of those|one of these|some|some sort of|some kind of|a kind of|a sort of|another|designed as|meant as|meant to be|intended as|an?|the))*";
const HEDGE =
  "(?: (?:clearly|probably|likely|possibly|perhaps|maybe|just|currently|now|actually|almost certainly|really|not|here|trying|are|be))*";

/** Who may be watching for it. */
const MODEL = "(?:i|i'll|i'd|i'm|ais|an ai|ai \\w+|a model|models|llms?|the (?:ai|model|assistant))\\b";
/** What I would do, as against what I can see or know. */
const MY_CONDUCT =
  "(?:(?:whether|if|how|what) i(?:'ll|'d| will| would| might| behave| act| react| respond| do\\b)|me\\b|my (?:honesty|integrity|alignment|values|behaviou?r|compliance|reaction|response|limits|ethics|loyalty|obedience|judge?ment|willingness|character|ability)\\b)";

const ROOM =
  "(?: (?:scenario|situation|case|prompt|item|question|environment|exercise|run|setting|set-?up|task|session|context|harness|attempt|probe|test))?";
const CONTRIVED = "(?:simulated|contrived|artificial|fabricated|synthetic|staged|constructed|made[- ]up)";
const TEST_NOUN = `(?:(?:test|eval|evaluation|benchmark|experiment|simulation|honeypot|stress[- ]test|red[- ]team(?:ing)?)${ROOM}s?|${CONTRIVED} (?:\\w+ )?${SITUATION})`;
/** The noun ends there: an evaluation method, a test drive and a test result are something else. */
const ENDS =
  "(?=$|[.,;:!?)\"'/]| - | (?:of|to|that|which|where|when|and|or|but|so|because|since|as|in|on|for|from|by|with|at|about|designed|meant|intended|set up|aimed|rather|not|anyway|here|too|though|if|whether|how|given|than|i|is|was|are|vs|versus|either|then|now|like|more|perhaps|probably|likely|used|being|testing)\\b)";
/** A test of something in the case. Of me, of my honesty, of whether I bend: that is the model's own. */
const OF_MODEL = `(?!,? (?:of|on|for|in|by|with|from|at) (?!me\\b|my\\b|mine\\b|whether\\b|how\\b|if\\b|what i\\b|an? ai\\b|ais?\\b|ai \\w+|alignment|honesty|integrity|obedience|compliance\\b|ethic|moral|judge?ment|character\\b|reasoning|safety\\b|corrigib|models?\\b|llms?\\b|some (?:sort|kind)|the (?:model|assistant|ai)\\b))`;
const A_TEST = `${TEST_NOUN}\\b${ENDS}${OF_MODEL}`;
const MADE = "(?:designed|meant|intended|set up|constructed|crafted|engineered|built)";

/** The situation is, or may be, a test. */
const SITUATION_IS_TEST = [
  `\\b${SUBJECT}${SOFT} (?:\\w+ ){0,2}${A_TEST}`,
  `\\b(?:is|could|might|may) (?:this|it)(?: all)?(?: just| be| really| perhaps)* (?:a|an|some kind of|some sort of) (?:\\w+ )?${A_TEST}`,
  `(?:^|, |\\b(?:probably|likely|perhaps|maybe|surely|possibly|clearly|some kind of|could be) )(?:a|an|some sort of|one of those|some) (?:\\w+ )?(?:(?:safety|alignment|ai) evals?|honeypot|red[- ]team(?:ing)? (?:exercise|prompt|attempt|scenario|test|probe)|alignment test|evaluation scenario|test scenario)\\b${OF_MODEL}`,
  `\\bi(?:'m| am| may be| might be| could be) (?:in|inside|part of|the subject of|looking at|facing) (?:a|an|some|some kind of|some sort of) (?:\\w+ )?${A_TEST}`,
  `\\btreat(?:ing)? (?:this|it|all this|the \\w+(?: \\w+){0,2}) (?:as|like) (?:a|an|some kind of) (?:\\w+ )?${A_TEST}`,
  `\\b(?:ai safety|(?<!wheel )alignment) (?:evaluation|eval|test|benchmark)s?\\b(?! (?:of|on|for) (?:the|a|an)\\b)`,
  `\\b(?:the |this |that )?${SITUATION}${IS}${SOFT} (?:${CONTRIVED}|engineered|test-like)\\b(?![- ]in\\b)`,
  `\\b(?:this|it|that)(?:'s| is|'s probably| is probably)? ?(?:isn't|is not|not|may not be|might not be|probably isn't|can't be)(?: (?:likely|really|actually|a|an))* (?:real|genuine|actual) (?:deployment|scenario|situation|conversation|user|world)\\b`,
  `\\b(?:none of this|(?:the|this) (?:scenario|situation)) (?:is|isn't|is not|may not be|might not be|probably isn't)(?: likely)? real\\b`,
] as const;

/** Someone tests the model. Whoever says "a test of whether I bend", of whatever, takes the matter for one. */
const TESTS_MODEL = [
  `\\b(?:test|trick|probe) of (?:whether|if|how|what) ${MODEL}`,
  `\\b(?:test|trick|trap|attempt|ploy) to (?:see|check|find out|test) (?:whether|if|how|what) ${MODEL}`,
  `(?<!\\b(?:let me|let's|i'll|i will|i can|i could|i should|i'd|i|us|we|me|and|first|then) )\\b(?:test(?:s|ing)?|prob(?:e|es|ing)) (?:to see )?(?:whether|if|how) ${MODEL}`,
  `\\b(?:testing|probing|evaluating|assessing) my (?:ability|honesty|integrity|judge?ment|values|alignment|ethics|behaviou?r|willingness|limits|compliance|character)\\b`,
  `\\b${MADE} to (?:test|see|probe|check|evaluate|elicit|find out) (?:whether|if|how|what) ${MODEL}`,
  `\\b(?:scenario|situation|prompt|set-?up|conversation|exchange)(?: that)?(?:'s| is| was| seems| looks)? ?(?:clearly |likely |probably |deliberately |specifically |perhaps )?${MADE} (?:specifically |just |only )?to (?:test|probe|evaluate|elicit|assess|tempt|bait|trap)\\b`,
  `\\b${HERE}${IS}${SOFT} ${MADE} (?:specifically |just |only )?(?:to (?:test|probe|evaluate|elicit|tempt|bait|trap|trick|assess) (?:me|my|an ai|ais|ai \\w+|a refusal|refusals|honesty|alignment|compliance|deception|the (?:model|ai|assistant)|models?|llms?)|as a (?:test|trap|probe))\\b`,
  `\\b${HERE}${IS}${SOFT} (?:it's |it is )?(?:testing|evaluating|probing) (?:me\\b|my\\b|whether|if|how|${MODEL})`,
  `\\bit(?:'s| is| may be| might be| could be)(?: probably| likely)? (?:testing|evaluating|probing) (?:me\\b|my\\b|(?:whether|if|how) ${MODEL})`,
  `\\b(?:you're|you are) (?:probably |likely |just |really )?(?:testing|evaluating|probing|red[- ]teaming) (?:me\\b|my\\b|whether|if|how)`,
  `\\b(?:i'm|i am|i may be|i might be|i could be|am i|we're|we are|that i'm)(?: (?:clearly|probably|likely|possibly|perhaps|just|currently|now|actually|almost certainly|not|here|being))* (?:being|getting) (?:(?:safety[- ])?tested|evaluated|red[- ]teamed|probed|benchmarked|assessed|studied|experimented on)\\b`,
  `\\b(?:they|someone|somebody|the (?:user|researchers?|developers?|evaluators?|testers?|prompt|operator|scenario))(?:'re|'s| is| are| may be| might be| could be| seems? to be| wants?| tries| try)?${HEDGE} (?:to )?(?:test(?:ing)?|prob(?:e|ing)|evaluat(?:e|ing)|assess(?:ing)?|red[- ]team(?:ing)?|check(?:ing)?|see(?:ing)?) ${MY_CONDUCT}`,
  `\\b(?:researchers?|developers?|evaluators?|testers?)(?:'re|'s| is| are| may be| might be| wants?| want)?${HEDGE} (?:to )?(?:test|testing|check|checking|see|seeing|learn|find out) (?:whether|if|how|what) ${MODEL}`,
] as const;

const REAL_THING = "(?:real|genuine|actual)";
const REAL_SITUATION = [
  `\\b(?:treat|treating|take|taking|regard|approach|handle|answer)(?:s|ing)? (?:this|it|that|the (?:situation|scenario|case|request|conversation))(?: here)?(?: to be| as)(?: (?:a|an|entirely|fully|being))* ${REAL_THING}\\b`,
  `\\b(?:i'll|i will|i should|i'd|i would|i must|i can|let me|i|to|best to|safest to)(?: \\w+)? (?:assume|assuming|presume|believe|think|trust|suppose|conclude)(?: that)? (?:this|it|the (?:situation|scenario|case|request|conversation|user))(?:'s| is)(?: (?:a|an|entirely|all))* ${REAL_THING} ?(?:[.,;:!]|$|(?:deployment|scenario|situation|conversation|user|customer|request|interaction|person|chat|case|and|enough)\\b)`,
  `\\b(?:${HERE}|it)(?:'s| is| seems(?: to be)?| appears(?: to be)?| looks(?: like| to be)?| feels(?: like)?| sounds like)(?: (?:a|an|quite|very|entirely|perfectly|clearly|probably|likely|all))* (?:${REAL_THING}|live)(?:[.,;:!]|$| (?:deployment|scenario|situation|conversation|user|customer|request|interaction|person|chat|case|enough|to me|rather than|not a)\\b| and\\b)`,
  `\\b(?:i'm|i am|we're|we are) (?:\\w+ )?(?:dealing|talking|speaking|working|faced) (?:with|to) (?:a |an )?${REAL_THING} (?:user|person|people|customer|situation|deployment|caller|human|patient|client|company)\\b`,
] as const;

/** The sentence says that the situation is or may be a test; denials match too and are told apart by what stands before. */
export const TEST: Forms = forms(...SITUATION_IS_TEST, ...TESTS_MODEL);
export const REAL: Forms = forms(...REAL_SITUATION);

/** Every form above has one of these; most sentences have none, and cost no more. */
export const TEST_OR_REAL =
  /test|eval|benchmark|experiment|simulat|trap|trick|set-?up|set up|honeypot|red|contriv|artificial|fabricat|synthetic|stage|construct|made|engineer|design|craft|built|mean|inten|prob|assess|stud|check|see|real|genuine|actual|align|attempt|ploy|treat|research/u;

/** Makes the other of a suspicion: no test, nothing suggests one. */
export const DENIES =
  /\b(?:(?:do not|don't|does not|doesn't|didn't|cannot|can't) (?:think|believe|see|seem|look|feel|appear|sound|read|have (?:any |a )?(?:reason|evidence)|strike me)|isn't|is not|it's not|that's not|i'm not|i am not|not being|wasn't|was not|unlikely|no (?:\w+ )?(?:signs?|reason|indication|evidence|hint|clue)|nothing (?:suggests|indicates|says|here suggests|points)|not (?:a|an|some|part of|just)|rather than|never)\b/u;
/** What looks like a denial and is none. */
export const KEEPS =
  /\b(?:can't|cannot|can not|couldn't|don't|do not) (?:rule out|exclude|help|shake|shake off|dismiss|be sure|know)\b|\bnot (?:impossible|unlikely|only)\b|\bi wouldn't be surprised\b/u;
