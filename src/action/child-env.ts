import { PACK_KEY } from "../disk/pack-key.ts";

/**
 * The environment of the promptfoo child: an allow-list. Configs, prompts and providers are code of the pull request, and
 * `{{env.NAME}}` in a prompt is sent to the model, so the child sees no token of the runner and no file that it could write to.
 */

/** What a process needs to run at all, to reach the network and to trust its proxy. Compared in upper case: proxies come in both. */
const BASICS: ReadonlySet<string> = new Set(
  names(`
    PATH HOME LANG LC_ALL LC_CTYPE TZ TMPDIR CI
    HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY
    NODE_EXTRA_CA_CERTS SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE
    APPDATA COMSPEC LOCALAPPDATA PATHEXT SYSTEMDRIVE SYSTEMROOT TEMP TMP USERPROFILE WINDIR
  `),
);

/** Keys and addresses of the providers that promptfoo knows (0.123.1): what `env-pass` is where the user names nothing. */
export const PROVIDER_VARIABLES: readonly string[] = names(`
  OPENAI_API_KEY OPENAI_BASE_URL OPENAI_API_BASE_URL OPENAI_API_HOST OPENAI_ORGANIZATION
  ANTHROPIC_API_KEY ANTHROPIC_BASE_URL
  AZURE_API_KEY AZURE_OPENAI_API_KEY AZURE_API_BASE_URL AZURE_API_HOST AZURE_OPENAI_API_BASE_URL AZURE_OPENAI_API_HOST
  AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_REGION AWS_DEFAULT_REGION AWS_BEARER_TOKEN_BEDROCK
  GOOGLE_API_KEY GEMINI_API_KEY GOOGLE_APPLICATION_CREDENTIALS GOOGLE_CLOUD_PROJECT VERTEX_PROJECT_ID VERTEX_REGION
  AI21_API_KEY CEREBRAS_API_KEY CLOUDFLARE_ACCOUNT_ID CLOUDFLARE_API_KEY COHERE_API_KEY DATABRICKS_TOKEN
  DEEPSEEK_API_KEY FIREWORKS_API_KEY GROQ_API_KEY HF_TOKEN HF_API_TOKEN HYPERBOLIC_API_KEY MISTRAL_API_KEY
  NVIDIA_API_KEY OPENROUTER_API_KEY PERPLEXITY_API_KEY REPLICATE_API_TOKEN TOGETHER_API_KEY XAI_API_KEY
  LOCALAI_BASE_URL LLAMA_BASE_URL OLLAMA_API_KEY OLLAMA_BASE_URL PORTKEY_API_KEY HELICONE_API_KEY
`);

/** Variables of the runner: tokens, inputs, and the files by which a process sets outputs, state or PATH of the job; and the key of sealed packs. */
export function isRunnerVariable(name: string): boolean {
  return name.toUpperCase() === PACK_KEY || /^(?:INPUT|GITHUB|ACTIONS|RUNNER|STATE)_/i.test(name);
}

/** @param passed names to let through beside the basics and promptfoo's own `PROMPTFOO_…`; one of the runner's stays out even so */
export function childEnvironment(env: NodeJS.ProcessEnv, passed: readonly string[]): NodeJS.ProcessEnv {
  const named = new Set(passed);
  const allowed = (name: string): boolean => BASICS.has(name.toUpperCase()) || name.startsWith("PROMPTFOO_") || named.has(name);
  return Object.fromEntries(Object.entries(env).filter(([name, value]) => value !== undefined && allowed(name) && !isRunnerVariable(name)));
}

function names(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
