"""Serve the application on one address, by one process for each processor.

    python -m deploy.serve --port 8000
    python -m deploy.serve --host 127.0.0.1 --port 8000 --processes 2

A vote takes a processor for some milliseconds, and so does telling hundreds of followers of it;
Python computes on one processor a process. Settings come from the environment: see
`docs/operators.md`. A process that dies is replaced. Where the application cannot start, the
command says why and ends with 3.
"""

from __future__ import annotations

import argparse
import os
import sys

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

AT_MOST = 4


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def serve(host: str, port: int, processes: int, log_level: str) -> bool:
    """Serve until told to stop; return whether the application could start."""
    config = uvicorn.Config(
        "consult.config.asgi:application",
        host=host,
        port=port,
        workers=processes,
        log_level=log_level,
        ws="websockets-sansio",
        # Who does not answer is killed, and whoever starts on a busy machine may take long.
        timeout_worker_healthcheck=30,
        # A push that is compressed would be compressed anew for each of its readers.
        ws_per_message_deflate=False,
    )
    if processes == 1:
        server = uvicorn.Server(config)
        server.run()
        return server.started
    supervisor = Multiprocess(config, sockets=[config.bind_socket()])
    supervisor.run()
    return all(each.exitcode != STARTUP_FAILURE for each in supervisor.processes)


def main() -> None:
    """Serve as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=min(processors(), AT_MOST))
    parser.add_argument("--log-level", default="warning")
    options = parser.parse_args()
    if options.processes < 1:
        parser.error("--processes must be 1 or more.")
    try:
        started = serve(options.host, options.port, options.processes, options.log_level)
    except KeyboardInterrupt:
        started = True
    sys.exit(0 if started else STARTUP_FAILURE)


if __name__ == "__main__":
    main()
