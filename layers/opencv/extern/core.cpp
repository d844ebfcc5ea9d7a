// Versions, threads and points.
#include "interop.h"
#include <algorithm>
#include <cstring>
#include <opencv2/core/utility.hpp>
#include <opencv2/core/version.hpp>
#include <string>

using interop::guarded;

EXPORT Status core_setNumThreads(int threads) { return guarded(__func__, [&] { cv::setNumThreads(threads); }); }

EXPORT Status core_getBuildInformation(std::string* result)
{
    return guarded(__func__, [&] { *result = cv::getBuildInformation(); });
}

EXPORT Status core_getVersionString(char* buffer, int length)
{
    return guarded(__func__, [&] {
        CV_Assert(buffer != nullptr && length > 0);
        const auto version = cv::getVersionString();
        const auto n = std::min(version.size(), static_cast<size_t>(length - 1));
        std::memcpy(buffer, version.data(), n);
        buffer[n] = '\0';
    });
}

EXPORT Status core_perspectiveTransform(cv::_InputArray* src, cv::_OutputArray* dst, cv::_InputArray* matrix)
{
    return guarded(__func__, [&] { cv::perspectiveTransform(*src, *dst, *matrix); });
}
