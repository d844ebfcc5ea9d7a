// Errors reach the managed side through the callback of redirectError; it keeps the details for the calling thread and
// throws OpenCVException once the export has returned its status.
#include "interop.h"
#include <atomic>
#include <opencv2/core/utility.hpp>

namespace {

struct Target {
    std::atomic<cv::ErrorCallback> callback{nullptr};
    std::atomic<void*> data{nullptr};
} target;

/// In place of OpenCV's own, which prints to stderr. It passes nothing on: OpenCV calls this where an exception is
/// thrown, and it catches some of its own; only what leaves an export is an error (interop::guarded).
int silent(int, const char*, const char*, const char*, int, void*) { return 0; }

} // namespace

void interop::report(int code, const char* function, const char* message, const char* file, int line)
{
    if (const auto callback = target.callback.load()) callback(code, function, message, file, line, target.data.load());
}

EXPORT cv::ErrorCallback redirectError(cv::ErrorCallback callback, void* data, void** previousData)
{
    cv::redirectError(callback ? silent : nullptr);
    void* const before = target.data.exchange(data);
    if (previousData) *previousData = before;
    return target.callback.exchange(callback);
}
