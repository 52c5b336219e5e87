"""A small gRPC process for the supervisor's tests: `health_server.py TARGET [WORD]`.

It serves the standard health service at TARGET and writes "serving", and "asked to stop" when SIGTERM comes.
With the word "stubborn" it then goes on.
"""

import signal
import sys
from concurrent.futures import ThreadPoolExecutor

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc


def main(target: str, word: str = "") -> None:
    server = grpc.server(ThreadPoolExecutor(2))
    servicer = health.HealthServicer()
    servicer.set("", health_pb2.HealthCheckResponse.SERVING)
    health_pb2_grpc.add_HealthServicer_to_server(servicer, server)
    server.add_insecure_port(target)

    def stop(_number: int, _frame: object) -> None:
        print("asked to stop", flush=True)
        if word != "stubborn":
            server.stop(0)

    signal.signal(signal.SIGTERM, stop)
    server.start()
    print("serving", flush=True)
    server.wait_for_termination()


if __name__ == "__main__":
    main(*sys.argv[1:])
