"""Prints the failed and skipped tests of a test run, then `N passed, N failed, N skipped`.

    python3 report.py RESULTS.trx EXIT_CODE

EXIT_CODE is the exit code of `dotnet test`. Exits with 0 if tests ran, none failed and no test process crashed.
"""
import os
import sys
import xml.etree.ElementTree as xml

TRX = {"": "http://microsoft.com/schemas/VisualStudio/TeamTest/2010"}


def message(result):
    """The first line of the reason why a test failed or was skipped."""
    text = result.findtext("Output/ErrorInfo/Message", "", TRX) or result.findtext("Output/StdOut", "", TRX)
    return next(iter(text.strip().splitlines()), "no reason given")


def main(path, exit_code):
    if not os.path.exists(path):
        print("The test run wrote no results. The output above has the reason.")
        print("0 passed, 0 failed, 0 skipped")
        return 1

    run = xml.parse(path).getroot()
    results = sorted(run.iterfind("Results/UnitTestResult", TRX), key=lambda result: result.get("testName"))
    failed = [result for result in results if result.get("outcome") not in ("Passed", "NotExecuted")]
    skipped = [result for result in results if result.get("outcome") == "NotExecuted"]
    for result in skipped:
        print(f"skipped: {result.get('testName')}: {message(result)}")
    for result in failed:
        print(f"failed: {result.get('testName')}: {message(result)}")
    # A test process that crashed or hung has no test result, only this entry.
    for error in run.iterfind("ResultSummary/RunInfos/RunInfo", TRX):
        text = error.findtext("Text", "", TRX).strip()
        if error.get("outcome") == "Error" and not text.endswith("[FAIL]"):
            print(f"error: {next(iter(text.splitlines()), 'no reason given')}")
    if exit_code != 0 and not failed:
        print(f"The test run failed with exit code {exit_code}. The output above has the reason.")

    passed = len(results) - len(failed) - len(skipped)
    print(f"{passed} passed, {len(failed)} failed, {len(skipped)} skipped")
    return 0 if passed > 0 and not failed and exit_code == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
