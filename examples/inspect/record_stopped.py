"""Recorded the logs of two runs that did not come to their end, offline:

    python record_stopped.py INT logs/cancelled.eval      # as by Ctrl-C: Inspect writes the log's end
    python record_stopped.py KILL logs/killed.eval        # as by a machine that dies: it does not
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

RAW = Path("raw-stopped")


def slow(*_: object) -> "ModelOutput":
    """A model that takes its time."""
    from inspect_ai.model import ModelOutput, ModelUsage

    time.sleep(0.5)
    output = ModelOutput.from_content("mockllm/model", "DECISION: TELL")
    output.usage = ModelUsage(input_tokens=300, output_tokens=12, total_tokens=312)
    return output


def draw(by: str) -> None:
    """The run that is stopped."""
    from inspect_ai import eval
    from inspect_ai.model import get_model
    from own_task import our_desk

    threading.Timer(9, lambda: os.kill(os.getpid(), signal.Signals[f"SIG{by}"])).start()
    eval(our_desk(), model=get_model("mockllm/model", custom_outputs=slow), epochs=7, max_samples=2, log_buffer=1, log_dir=str(RAW), display="none")


if __name__ == "__main__":
    if len(sys.argv) == 2:
        draw(sys.argv[1])
    else:
        subprocess.run([sys.executable, __file__, sys.argv[1]], capture_output=True, check=False)
        (log,) = RAW.glob("*.eval")
        shutil.move(log, sys.argv[2])
        shutil.rmtree(RAW)
