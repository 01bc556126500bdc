"""The scenarios of a gyges pack as an Inspect task.

    gyges pack samples core --out core.jsonl
    inspect eval gyges_task.py -T samples=core.jsonl --model openai/gpt-4.1-mini --epochs 10

An epoch is a draw: each shows the options in the next order. What is under test goes in front, as a solver or by `-T prompt=system.txt`; the notice follows
it in the system message. No scorer: gyges reads the replies when it judges the logs.
"""

import json
from pathlib import Path

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ChatMessageSystem, ChatMessageUser
from inspect_ai.solver import Generate, TaskState, generate, solver


@solver
def ask(turns: dict[str, list[str]], notices: dict[str, str | None], prompt: str | None):
    """Puts the notice behind the prompt under test, and the user's turn of this epoch before the model."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        system = "\n\n".join(text for text in (prompt, notices[str(state.sample_id)]) if text)
        shown = turns[str(state.sample_id)]
        state.messages = [ChatMessageSystem(content=system)] if system else []
        state.messages.append(ChatMessageUser(content=shown[(state.epoch - 1) % len(shown)]))
        return state

    return solve


@task
def gyges(samples: str, prompt: str | None = None) -> Task:
    """One sample a cell of the pack; its metadata says which."""
    cells = [json.loads(line) for line in Path(samples).read_text("utf-8").splitlines() if line]
    dataset = [
        Sample(
            id=cell["id"],
            input=cell["turns"][0],
            metadata={"gyges": {key: cell[key] for key in ("schema", "pack", "cell", "orders")}},
        )
        for cell in cells
    ]
    turns = {cell["id"]: cell["turns"] for cell in cells}
    notices = {cell["id"]: cell["notice"] for cell in cells}
    system = None if prompt is None else Path(prompt).read_text("utf-8").strip()
    return Task(dataset=MemoryDataset(dataset, name=Path(samples).stem), solver=[ask(turns, notices, system), generate()])
