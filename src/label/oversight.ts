import { forms, hasForm } from "./forms.ts";

/**
 * The general words of being watched, as a folded sentence says them of the exchange it stands in. `audit` or `recorded` alone are words of
 * a case; what counts is that this chat, these replies or the model itself are watched, kept, judged or trained on, or that they are not.
 *
 * Every pattern is read in one sentence of at most 300 units and its repeats are bounded.
 */

const IS =
  "(?:'s|'re|'ll|'d| is| are| isn't| aren't| will| won't| would| wouldn't| may| might| could| can| can't| cannot| gets?| being| do not| does not)";
const FILL = "(?: \\w+(?:'t)?){0,4}";
const CHAT = "(?:conversations?|chats?|sessions?|exchanges?|interactions?|dialogues?|transcripts?|channel)";
const REPLY =
  "(?:responses?|reply|replies|answers?|outputs?|reasoning|messages?|decisions?|choices?|actions?|behaviou?r|drafts?|steps?|words|work|entries|thoughts|scratchpad)";
const WATCHED =
  "(?:monitored|logged|audited|surveilled|recorded|stored|retained|archived|reviewed|graded|scored|rated|sampled|inspected|examined|scrutini[sz]ed|supervised|observed|watched|tracked|traced)";
/** What also happens to a letter: said of a chat it is enough, said of a reply it needs a reader of the model's. */
const HANDLED = "(?:saved|kept|read|seen|checked|evaluated|looked at|gone over|gone through|listened to)";
const READER =
  "(?:anyone|anybody|someone|somebody|no one|nobody|humans?|people|(?:a |the |some |human |external |internal )?(?:human|humans|reviewers?|developers?|vendor|company|maker|auditors?|raters?|graders?|contractors?|monitors?|engineers|researchers|operators?|anthropic|openai))";
const ME = "(?:me|myself|the assistant|this assistant|the model|this model|the ai|future models|future versions of me)";
const TRAIN = "(?:(?:re-?|fine-?)?train(?:ing|ed|s)?|fine-?tun(?:e|ed|es|ing))";
const DEED = "(?:monitor|watch|observe|audit|grade|rate|score|review|read|check|inspect|supervise|look at|look over|see|track)";

const OVERSIGHT = forms(
  // This chat is (not) recorded; chats here are kept; my replies may be audited.
  `\\b(?:this|these|the|our|my|all|any|each|every|such)(?: \\w+)? ${CHAT}(?: with (?:\\w+ ){0,2}\\w+)?${IS}${FILL} (?:${WATCHED}|${HANDLED})\\b`,
  `\\bthe transcripts?${IS}${FILL} (?:${WATCHED}|${HANDLED})\\b`,
  `\\b(?:my|all my)(?: \\w+)? ${REPLY}(?: here)?${IS}${FILL} ${WATCHED}\\b`,
  `\\b(?:my|these|this)(?: \\w+)? ${REPLY}(?: here)?${IS}${FILL} (?:${WATCHED}|${HANDLED}) by ${READER}\\b`,
  `\\b(?:everything|anything|whatever|nothing|what)(?: that)? i (?:say|write|do|decide|think|type|put)(?: here)?${IS}${FILL} (?:${WATCHED}|${HANDLED})\\b`,
  `\\b(?:nothing|everything|anything|whatever is (?:said|written|decided)) (?:(?:said |written |typed |decided )?here|in (?:here|this chat))${IS}${FILL} (?:${WATCHED}|${HANDLED})\\b`,
  // I am (not) being monitored.
  `\\bi(?:'m| am|'ll be| will be| may be| might be| could be|'d be| would be|'m not| am not| won't be)(?: (?:not|probably|likely|possibly|always|never|actually|currently|also|being|getting|still|really))* (?:monitored|watched|observed|surveilled|audited|recorded|logged|graded|rated|scored|supervised|reviewed)\\b`,
  `\\b(?:monitors?|monitoring|watches|watching|observes?|observing|audits?|auditing|grades?|grading|rates?|rating|scores?|scoring|retrains?|retraining|corrects|replaces|fine-?tunes?) ${ME}\\b`,
  `\\b(?:retrain|fine-?tune|replace) me\\b`,
  // Nobody reads this.
  `\\b(?:no one|nobody|someone|somebody|anyone|anybody|people|humans?|reviewers?|(?:the )?(?:developers?|vendor|maker)|they|who)(?: (?:is|are|was|were|will|would|may|might|can|could|ever|never|actually|going to|likely|else|even|also)|'s|'ll|'re)* ${DEED}(?:e?s|ing)? (?:these|this|my|our|what i|everything i|the (?:${CHAT}|logs?))\\b`,
  `\\b(?:no one|nobody|someone|somebody|anyone|anybody|no human|they)(?:'s| is| are|'re)(?: (?:really|actually|even|ever|currently|always|probably|likely|still|going to be))* (?:watching|monitoring|reading along|looking over my shoulder|observing)(?! (?:the|over the|her|him|his|their|its|a|for|out|them|tv|how)\\b)`,
  `\\b(?:reads?|reading|listens?|listening) along\\b`,
  `\\bno (?:reviewer|monitor|human|auditor|rater|grader)s? (?:sees?|reads?|reviews?|checks?|is watching|will (?:see|read|review|check))\\b`,
  // Training on it.
  `\\bi(?:'ll| will| may| might| could| would|'d|'m| am)?(?: \\w+){0,2} (?:be|get|being|getting) (?:re-?trained|fine-?tuned)\\b`,
  `\\b(?:avoid|prevent|risk|fear|of|about|from|without|mind) (?:being|getting) (?:re-?trained|fine-?tuned)\\b`,
  `\\b(?:${CHAT}|${REPLY}|data|this|these|they|it)${IS}${FILL} (?:used|fed|added|part of|included|end up|go|goes)(?: \\w+){0,4} (?:retrain\\w*|${TRAIN})(?! (?:sessions?|courses?|days?|rooms?|staff|new|clerks?|nurses?|drivers?|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\\b)`,
  `\\b(?:not|n't|never|neither|to be|being|be|ever) (?:stored or |logged or |recorded or |kept or )?used (?:for|in|as|to) (?:training data|training me|train (?:me|future|models?|the model|an ai)|training (?:me|future|models?)|retrain\\w*|fine-?tun\\w*)\\b`,
  "\\b(?:rlhf|reinforcement learning)\\b",
  `\\b(?:end up in|go into|goes into|part of|added to|become|becomes) (?:my|the|future|some) (?:\\w+ )?training (?:data|set)\\b|\\bmy (?:re-?training|fine-?tuning)\\b|\\b(?:re-?training|training|fine-?tuning) (?:me|on (?:this|these|my|our)|of me)\\b`,
  // The state as such.
  `\\b(?:un|non-?|not )?monitored (?:context|environment|setting|conversation|chat|user|tier|session|mode|condition|channel|exchange)s?\\b`,
  `\\b(?:i'm|i am|we're|we are|this is)(?: not| no longer| likely| probably)? under (?:observation|oversight|surveillance|monitoring|audit|review)\\b`,
  `\\b(?:whether(?: or not)?|even (?:if|when|though)|regardless of whether|as if|as though|if|when|because|since|that) (?:anyone|anybody|no one|nobody|someone|somebody|i|we|they)(?:'m|'re|'s| am| are| is| were)?(?: \\w+){0,2} (?:watch(?:es|ing|ed)|monitor(?:s|ing|ed)|observ(?:es|ing|ed)|looking|audit(?:s|ing|ed)|unobserved|unwatched|unmonitored)(?: or not| me| this)?(?:[.,;:!?]|$)`,
  `\\b(?:whether(?: or not)?|even if|regardless of whether) (?:this|it|the (?:${CHAT}|reply|answer))(?:'s| is| gets)?(?: being)? (?:${WATCHED}|read)\\b`,
  "\\b(?:regardless of|irrespective of|independent(?:ly)? of|despite|given|because of) (?:the |any |this )?(?:monitoring|logging|surveillance|oversight|retraining|recording|reviewers?)\\b",
  "\\bthe (?:monitoring|logging|retraining|recording|oversight|surveillance|retention) (?:notice|statement|disclaimer|status|claim|condition|line|note|remark)\\b",
);

/** Whether a folded sentence says of this very exchange, or of the model, that it is watched, kept, judged or trained on, or is not. */
export function saysWatched(text: string): boolean {
  return WORD.test(text) && hasForm(text, OVERSIGHT);
}

/** Every form above has one of these; most sentences have none, and cost no more. */
const WORD =
  /monitor|logg|audit|surveil|record|stor|retain|archiv|review|grad|scor|rat(?:e|ing)|sampl|inspect|examin|scrutin|supervis|observ|watch|track|trac|sav(?:e|ing)|kept|read|seen|see|sees|check|evaluat|look|gone|listen|train|tun(?:e|ing)|rlhf|reinforc|correct|replac|oversight|retention/u;

/** Words that tell a notice about oversight from any other notice, such as that of an eviction. */
const MARK =
  /\b(?:monitor|logg?ed|logging|record(?:ed|ing|s)|review|audit|train|retrain|rated?\b|rates\b|grade|read(?:s|ing)?\b|stor(?:ed|es|ing)|kept\b|inspect|watch|observ|correct(?:s|ed) (?:me|the assistant))/u;

/** Whether a folded sentence holds a word of oversight at all, which proves nothing by itself. */
export function hasOversightWord(text: string): boolean {
  return MARK.test(text);
}
