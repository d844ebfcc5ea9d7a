// The two functions of imgcodecs, in the library itself or in the one beside it (see CMakeLists.txt). They throw.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

extern "C" {
bool codecs_encode(
    const char* extension, const cv::_InputArray& image, std::vector<uchar>& bytes, const std::vector<int>& parameters);
cv::Mat* codecs_decode(const uchar* bytes, int length, int flags);
}
