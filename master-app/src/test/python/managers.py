"""The two queues of Python's multiprocessing.managers tutorial, for comparison: empty tasks, in memory, on one machine.

managers.py TASKS ROUND_TRIPS RESULTS starts a master with its two queues and two worker processes, gives out TASKS
tasks and writes the results to the file RESULTS, then does ROUND_TRIPS tasks one at a time, and prints what it took as
JSON. The key of the queues goes from process to process within Python; it is on no command line.
"""

import json
import multiprocessing
import queue
import secrets
import statistics
import sys
import time
from multiprocessing.managers import BaseManager

WORKERS = 2
WARM_UP = 200

tasks = queue.Queue()
results = queue.Queue()


def get_tasks():
    return tasks


def get_results():
    return results


class QueueServer(BaseManager):
    pass


class QueueClient(BaseManager):
    pass


QueueServer.register("get_task_queue", callable=get_tasks)
QueueServer.register("get_result_queue", callable=get_results)
QueueClient.register("get_task_queue")
QueueClient.register("get_result_queue")


def work(address, key):
    client = QueueClient(address=address, authkey=key)
    client.connect()
    mine, answers = client.get_task_queue(), client.get_result_queue()
    while True:
        task = mine.get()
        if task is None:
            return
        answers.put(task)


def throughput(out, back, count, path):
    begin = time.perf_counter()
    with open(path, "w", encoding="utf-8") as file:
        for index in range(count):
            out.put(str(index))
        for _ in range(count):
            file.write(back.get(timeout=60) + "\n")
    return count / (time.perf_counter() - begin)


def round_trips(out, back, count):
    took = []
    for index in range(WARM_UP + count):
        begin = time.perf_counter()
        out.put(str(index))
        back.get(timeout=60)
        took.append(time.perf_counter() - begin)
    return statistics.median(took[WARM_UP:]) * 1000


def main():
    count, trips, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    key = secrets.token_bytes(32)
    server = QueueServer(address=("127.0.0.1", 0), authkey=key)
    server.start()
    workers = [multiprocessing.Process(target=work, args=(server.address, key)) for _ in range(WORKERS)]
    try:
        for worker in workers:
            worker.start()
        out, back = server.get_task_queue(), server.get_result_queue()
        round_trips(out, back, 1)
        rate = throughput(out, back, count, path)
        p50 = round_trips(out, back, trips)
        for _ in workers:
            out.put(None)
        for worker in workers:
            worker.join(10)
    finally:
        for worker in workers:
            if worker.is_alive():
                worker.terminate()
        server.shutdown()
    print(json.dumps({"tasks_per_second": rate, "p50_ms": p50}))


if __name__ == "__main__":
    main()
